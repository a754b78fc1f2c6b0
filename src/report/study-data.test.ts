import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { plainSuccess } from '../base/success-words.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Cell } from '../study/tables/cell.js';
import { outcomeCounts, studyReader, type StudyData } from './study-data.js';
import type { StudyTerms } from './study-terms.js';
import { unequalSeeds } from './unequal-seeds.js';

const terms: StudyTerms = {
  identity: ['kind', 'place'],
  variant: null,
  outcomes: ['won', 'drawn', 'lost'],
  successes: ['won', 'drawn'],
  success: plainSuccess,
  measures: {
    since: { column: 'since', says: 'won at' },
    cost: { column: 'cost', says: 'moves' },
    length: { column: 'length', says: 'length' },
  },
  coloured: [],
};
const columns = ['kind', 'place', 'kind.rate', 'rng', 'seed', 'outcome', 'since', 'cost', 'length'];

/** Reads rows with these columns. */
function dataOf(rows: readonly (readonly Cell[])[], names = columns, known = terms): StudyData {
  const reader = studyReader(names, known);
  for (const row of rows) reader.row(row);
  const data = reader.finish();
  if (data === null) throw new Error('no rows');
  return data;
}

const rows: readonly (readonly Cell[])[] = [
  ['chess', 'home', 0.1, 'dice', 1, 'won', 30, 40, 50],
  ['chess', 'home', 0.1, 'dice', 2, 'lost', 7, 60, 55],
  ['go', 'away', 0.2, 'coin', 1, 'drawn', 5, null, 20],
  ['chess', 'home', 0.1, 'dice', 3, 'won', 10, 20, null],
  ['go', 'away', 0.2, 'coin', 2, 'burnt', null, 10, 25],
];

describe('the rows of a table of runs', () => {
  test('are gathered by setting, in the order in which settings first stand there', () => {
    const { groups, trials, rngs } = dataOf(rows);
    const [chess, go] = groups;
    expect([groups.length, trials, rngs]).toEqual([2, 5, ['dice', 'coin']]);
    expect(chess).toMatchObject({
      name: 'chess',
      identity: [
        ['kind', 'chess'],
        ['place', 'home'],
      ],
      grid: [['rate', 0.1]],
      ...{ trials: 3, converged: 2, steps: 55, costMean: 40, convergedAt: [10, 30] },
      outcomes: [
        ['won', 2],
        ['lost', 1],
      ],
      success: { rate: 2 / 3, ...wilsonInterval(2, 3) },
      runs: [
        { seed: 1, converged: true },
        { seed: 2, converged: false },
        { seed: 3, converged: true },
      ],
    });
    expect(chess.convergedAtMean.mean).toBeCloseTo(20, 12);
    // A success is what the terms call one; a cost that one run lacks has no mean.
    expect(go).toMatchObject({ name: 'go', trials: 2, converged: 1, steps: 25, costMean: null, convergedAt: [5] });
    expect(go.outcomes.map(([name]) => name)).toEqual(['drawn', 'burnt']);
  });

  test('say of each to which setting it belongs', () => {
    const reader = studyReader(columns, terms);
    expect(rows.map((row) => reader.row(row))).toEqual([0, 0, 1, 0, 1]);
  });

  test('are told apart by every column that tells a setting, and by no other', () => {
    const names = ['kind', 'place', 'outcome', 'length'];
    expect(
      dataOf(
        [
          ['a', 'x', 'won', 1],
          ['a', 'y', 'won', 1],
          ['a', 'x', 'lost', 2],
        ],
        names,
      ).groups,
    ).toHaveLength(2);
  });

  test('may have their columns in any order', () => {
    const order = [8, 5, 3, 1, 7, 0, 2, 6, 4];
    const turned = rows.map((row) => order.map((k) => row[k]));
    expect(
      dataOf(
        turned,
        order.map((k) => columns[k]),
      ),
    ).toEqual(dataOf(rows));
  });

  test('need a name and an outcome, nothing else', () => {
    const data = dataOf(
      [
        ['a', 'won'],
        ['a', 'lost'],
      ],
      ['kind', 'outcome'],
    );
    expect(data).toMatchObject({ trials: 2, rngs: [], seeds: null, seedRange: null });
    expect(data.groups[0]).toMatchObject({ name: 'a', steps: null, costMean: null, convergedAt: [], grid: [] });
    expect(data.groups[0].identity).toEqual([
      ['kind', 'a'],
      ['place', ''],
    ]);
    expect(data.groups[0].runs.map(({ seed }) => seed)).toEqual([null, null]);
    for (const missing of ['kind', 'outcome']) {
      const others = columns.filter((name) => name !== missing);
      expect(() => studyReader(others, terms)).toThrow(new RangeError(`no column ${missing}`));
    }
  });

  test('of terms without measures have none', () => {
    const { groups } = dataOf(rows, columns, { ...terms, measures: {} });
    expect(groups[0]).toMatchObject({ steps: null, costMean: null, convergedAt: [] });
  });

  test.each([[null], [5]])('whose outcome is %j are refused, by their number', (outcome) => {
    expect(() => dataOf([...rows.slice(0, 2), ['a', 'x', 1, 'dice', 1, outcome, 1, 1, 1]])).toThrow(
      new RangeError('row 3: outcome is empty or a number'),
    );
  });

  test('that are none are no study', () => {
    expect(studyReader(columns, terms).finish()).toBeNull();
  });

  test('have steps and times only where these are finite', () => {
    const { groups } = dataOf([['a', 'x', 1, 'dice', 1, 'won', Infinity, Infinity, Infinity]]);
    expect(groups[0]).toMatchObject({ steps: null, costMean: null, convergedAt: [] });
  });

  test('are in a grid by numbers, and by text', () => {
    const names = ['kind', 'kind.rate', 'kinder', 'outcome'];
    const { groups } = dataOf(
      [
        ['a', 1, 'x', 'won'],
        ['b', 'fast', 'x', 'won'],
        ['c', null, 'x', 'won'],
      ],
      names,
    );
    expect(groups.map(({ grid }) => grid)).toEqual([[['rate', 1]], [['rate', 'fast']], [['rate', '']]]);
  });

  test('are named by what tells settings apart, and what all have in common is said once', () => {
    const names = ['kind', 'kind.rate', 'outcome'];
    const two = dataOf(
      [
        ['a', 'home', 'won'],
        ['b', 'home', 'won'],
      ],
      ['kind', 'place', 'outcome'],
    );
    expect(two.common).toBeNull();
    expect(new Set(two.groups.map(({ label }) => label)).size).toBe(2);
    expect(dataOf([['a', 1, 'won']], names).groups[0].label).toContain('a');
  });
});

describe('seeds', () => {
  const seedsOf = (...seeds: readonly (number | null)[]) =>
    dataOf(
      seeds.map((seed) => ['a', 'won', seed]),
      ['kind', 'outcome', 'seed'],
    );

  test.each<readonly [readonly number[], string, object | null]>([
    [[1, 2, 3], '1–3', { from: 1, to: 3 }],
    [[3, 1, 2, 2], '1–3', { from: 1, to: 3 }],
    [[7], '7', { from: 7, to: 7 }],
    [[7, 1, 3, 2], '1–3, 7', null],
    [[10_000, 10_001], '10,000–10,001', { from: 10_000, to: 10_001 }],
    [[1, 3, 5, 7, 9], '1, 3, 5, 7, 9', null],
    [[1, 2, 5, 6, 9, 10, 13, 17, 21], '1–2, 5–6, 9–10, 13, 17 … (9 seeds)', null],
  ])('%j are said as %s', (seeds, text, range) => {
    expect(seedsOf(...seeds)).toMatchObject({ seeds: text, seedRange: range });
  });

  test('that are missing are no seeds', () => {
    expect(seedsOf(5, null, 6)).toMatchObject({ seeds: '5–6' });
    expect(seedsOf(null)).toMatchObject({ seeds: null, seedRange: null });
  });

  const few = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 9 });
  property([few])('are counted once, however the runs are ordered', (seeds) => {
    const { seeds: text } = seedsOf(...seeds);
    const shown = (text ?? '').replace(/ … .*/, '').split(', ');
    const listed = shown.flatMap((part) => {
      const [from, to = from] = part.split('–').map(Number);
      return Array.from({ length: to - from + 1 }, (_, k) => from + k);
    });
    const distinct = [...new Set(seeds)].toSorted((a, b) => a - b);
    expect(distinct.slice(0, listed.length)).toEqual(listed);
    if (listed.length < distinct.length) expect(text).toContain(`(${distinct.length} seeds)`);
    else expect(text).not.toContain('…');
  });
});

test('endings are counted over all settings', () => {
  expect(Object.fromEntries(outcomeCounts(dataOf(rows).groups))).toEqual({ won: 2, lost: 1, drawn: 1, burnt: 1 });
});

describe('settings that lack seeds of others', () => {
  const groupsOf = (counts: readonly (readonly number[])[]) =>
    dataOf(
      counts.flatMap((seeds, k) => seeds.map((seed) => [`s${k}`, 'won', seed])),
      ['kind', 'outcome', 'seed'],
    ).groups;

  test('are named, each with how many it has', () => {
    expect(unequalSeeds(groupsOf([[1, 2, 3], [1, 2], [4]]))).toEqual([
      "Not all have the same seeds: of the table's 4 seeds there are runs of s0 on 3, s1 on 2, s2 on 1. Rates are of the runs that are there.",
    ]);
  });

  test('are counted where they are many', () => {
    const [said] = unequalSeeds(groupsOf([[1, 2], [1], [1], [1], [1], [1], [2]]));
    expect(said).toContain('s1 on 1, s2 on 1, s3 on 1, s4 on 1, and 2 more lack some. Rates');
    expect(unequalSeeds(groupsOf([[1, 2], [1], [1], [1], [1]]))[0]).toContain('s3 on 1, s4 on 1. Rates');
  });

  test('are not spoken of where there are none, or seeds are not known', () => {
    expect(
      unequalSeeds(
        groupsOf([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toEqual([]);
    const unknown = dataOf(
      [
        ['a', 'won', 1],
        ['b', 'won', null],
      ],
      ['kind', 'outcome', 'seed'],
    ).groups;
    expect(unequalSeeds(unknown)).toEqual([]);
  });
});
