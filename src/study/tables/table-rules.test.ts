import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import type { Cell } from './cell.js';
import type { Complaint, TableRule } from './table-kind.js';
import { addsUp, distinctNames, noRowTwiceInSequence, notAbove, uniqueRows } from './table-rules.js';

type Row = Readonly<Record<string, Cell>>;

/** What a rule says of each row; the first stands in row 2. */
function complaints(rule: TableRule, rows: readonly Row[]): (Complaint | null)[] {
  const check = rule.begin();
  return rows.map((row, k) => check((name) => row[name] ?? null, k + 2));
}
const digits = (text: string) => ({ digits: text });

describe('rows that are to be there once', () => {
  const rule = uniqueRows(['name', 'rng', 'seed'], 'a run');
  const seed = fc.oneof(
    fc.integer({ min: -2, max: 6 }),
    fc.constantFrom('1', digits('1'), digits('1.5'), null, NaN, 0.5, 2 ** 60),
  );
  /** Mostly seeds that count up, as studies have them. */
  const rows = fc.array(fc.record({ name: fc.constantFrom('a', 'b'), seed, rng: fc.constantFrom('x', digits('x')) }), {
    maxLength: 12,
  });
  const counting = fc
    .integer({ min: -2, max: 3 })
    .chain((from) =>
      fc
        .tuple(rows, fc.nat(8))
        .map(([some, length]) => [
          ...Array.from({ length }, (_, k) => ({ name: 'a', seed: from + k, rng: 'x' })),
          ...some,
        ]),
    );
  // NaN is the same as itself; a number is not its text, and text of more digits is its text.
  const key = (row: Row) =>
    fc.stringify([
      row['name'],
      'x',
      typeof row['seed'] === 'object' && row['seed'] !== null ? row['seed'].digits : row['seed'],
    ]);

  property([fc.oneof(rows, counting)])('name the first of their kind where they are repeated', (some) => {
    const expected = some.map((row, k) => {
      const first = some.findIndex((other) => key(other) === key(row));
      return first === k ? null : { column: 'seed', right: `repeats row ${first + 2}: a run is to be there once` };
    });
    expect(complaints(rule, some)).toEqual(expected);
  });

  test('by one column alone', () => {
    const one = uniqueRows(['seed'], 'a seed');
    expect(one.of).toEqual(['seed']);
    expect(complaints(one, [{ seed: 3 }, { seed: 4 }, { seed: 3 }])[2]?.right).toBe(
      'repeats row 2: a seed is to be there once',
    );
  });

  test('seeds that count up, with a row of another group among them', () => {
    const rows = [5, 6, 7].flatMap((value) => [
      { name: 'a', seed: value },
      { name: 'b', seed: value },
    ]);
    expect(complaints(rule, rows).every((complaint) => complaint === null)).toBe(true);
    expect(complaints(rule, [...rows, { name: 'b', seed: 6 }]).at(-1)?.right).toMatch(/^repeats row 5:/);
    expect(complaints(rule, [...rows, { name: 'a', seed: 5 }]).at(-1)?.right).toMatch(/^repeats row 2:/);
  });
});

property([fc.array(fc.record({ a: fc.constantFrom(1, digits('1'), null), b: fc.constantFrom(2, '2', 3) }))])(
  'a row is not the one before it once more',
  (rows) => {
    const rule = noRowTwiceInSequence(['a', 'b']);
    const text = ({ a, b }: (typeof rows)[number]) => `${a === null ? '' : '1'} ${b}`;
    const expected = rows.map((row, k) =>
      k > 0 && text(rows[k - 1]) === text(row) ? { column: 'b', right: `repeats row ${k + 1} in every column` } : null,
    );
    expect(complaints(rule, rows)).toEqual(expected);
    expect(rule.of).toEqual(['b']);
  },
);

test.each<[Cell, Cell, boolean]>([
  [1, 2, true],
  [2, 2, true],
  [3, 2, false],
  [digits('3'), 2, false],
  [3, digits('2'), false],
  [null, 2, true],
  [3, null, true],
  ['3', 2, true],
  [NaN, 2, true],
  [3, NaN, true],
])('%j is at most %j: %j', (value, most, isRight) => {
  const rule = notAbove('value', 'most');
  expect(rule.of).toEqual(['value', 'most']);
  const [found] = complaints(rule, [{ value, most }]);
  expect(found).toEqual(isRight ? null : { column: 'value', right: 'is to be at most most, which is 2' });
});

test.each<[Cell, Cell, Cell, string | null]>([
  [1, 2, 3, null],
  [1, digits('2'), 3, null],
  [0, 0, 0, null],
  [1, 2, 4, 'is to be the sum of a, b, which is 3'],
  [1, 2, 2, 'is to be the sum of a, b, which is 3'],
  [null, 2, 4, null],
  [1, '2', 4, null],
  [1, 2, null, null],
])('%j and %j add up to %j: %j', (a, b, sum, right) => {
  const rule = addsUp(['a', 'b'], 'sum');
  expect(rule.of).toEqual(['a', 'b', 'sum']);
  expect(complaints(rule, [{ a, b, sum }])).toEqual([right === null ? null : { column: 'sum', right }]);
});

describe('names', () => {
  const alike = (name: string, row: number) => ({
    column: 'name',
    right: `differs from ${JSON.stringify(name)} of row ${row} in blanks or capitals alone`,
  });
  const of = (names: readonly Cell[], known: readonly string[] = []) =>
    complaints(
      distinctNames('name', new Set(known)),
      names.map((name) => ({ name })),
    );

  test('that the eye cannot tell apart are refused, once each', () => {
    const names = ['exact', 'naive', 'exact', 'Exact', 'Exact', ' exact', 'ex act', 'na\u200Bive'];
    expect(of(names)).toEqual([
      ...[null, null, null, alike('exact', 2), null, alike('exact', 2), null, alike('naive', 3)],
    ]);
    expect(distinctNames('name', new Set()).of).toEqual(['name']);
  });

  test('that are known are right, however alike they are', () => {
    expect(of(['a', 'A'], ['a', 'A'])).toEqual([null, null]);
    expect(of(['a', 'A', ' a'], ['a', 'A'])[2]).toEqual(alike('a', 2));
    expect(of(['a', 'A'], ['a'])[1]).toEqual(alike('a', 2));
    expect(of(['a', 'A'], ['A'])[1]).toEqual(alike('a', 2));
  });

  test('with a NUL byte are none, unless they are known', () => {
    const bad = { column: 'name', right: 'has a NUL byte, which no name has' };
    expect(of(['a\u0000', null, digits('1')])).toEqual([bad, null, null]);
    expect(of(['a\u0000'], ['a\u0000'])).toEqual([null]);
  });
});
