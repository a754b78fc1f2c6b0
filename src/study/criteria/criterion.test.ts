import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../../properties/property.js';
import { InputError } from '../../base/input-error.js';
import { readRecipe } from '../../training/read-recipe.js';
import { describeStudy, type StudyRequest } from '../../experiments/training/describe-study.js';
import { readStudy } from '../../experiments/training/read-study.js';
import { firstSeeds, seedAt, seedCount } from '../seeds.js';
import { studyText } from '../../experiments/training/study-text.js';
import { criterionRuns, verdictNames } from './criterion.js';
import { training } from '../../experiments/training/training.js';
import { settingIdentities } from '../comparison-plan.js';
import { criterionColumns, criterionRow } from './criterion-table.js';
import { criterionNote, settingNames, type CriterionRequest } from './read-criterion.js';

const noFiles = (name: string): never => {
  throw new InputError(`study: cannot read ${name}`);
};
const base = {
  recipes: ['clipped', 'exact'],
  seeds: ['7', '1..6', '20..400'],
};
const read = (criterion: unknown) => readStudy({ value: { ...base, criterion }, load: noFiles });

const rate = { atLeast: 0.5, margin: 0.1, falsePass: 0.05, falseAlarm: 0.01 };
const baseline = { name: 'earlier', ran: ['1..300'], converged: ['1..100', 150, '200..260'] };
const criteria: readonly CriterionRequest[] = [
  { setting: 'exact', successRate: rate },
  { setting: 'exact', noWorseThan: { baseline, margin: 0.1, falsePass: 0.05, falseAlarm: 0.01 } },
];

describe('a criterion', () => {
  test('is settled with all that its verdict depends on', () => {
    expect(read({ setting: 'exact', successRate: { atLeast: 0.02 } }).criterion).toEqual({
      setup: 1,
      claim: { atLeast: 0.02, margin: 0.02, falsePass: 0.05, falseAlarm: 0.01 },
    });
    expect(read(criteria[1]).criterion).toMatchObject({
      setup: 1,
      claim: { margin: 0.1, baseline: { name: 'earlier', ran: [{ from: 1, to: 300 }] } },
    });
    expect('criterion' in read(undefined)).toBe(false);
  });

  test('needs no setting where there is one only', () => {
    const study = readStudy({
      value: { recipes: ['exact'], seeds: '1..99', criterion: { successRate: rate } },
      load: noFiles,
    });
    expect(study.criterion?.setup).toBe(0);
  });

  test('names settings by backend where the recipe does not tell', () => {
    const { setups } = readStudy({
      value: { recipes: ['exact'], seeds: 1, grid: { backend: ['float64', { name: 'mpfr', digits: 30 }] } },
      load: noFiles,
    });
    expect(settingNames(settingIdentities(training, setups))).toEqual(['exact float64', 'exact mpfr:30']);
  });

  test.each<[unknown, string]>([
    [{}, 'must have either successRate or noWorseThan'],
    [3, 'criterion: 3: must be an object with either successRate or noWorseThan'],
    [{ successRate: rate }, 'criterion: setting: missing: the study has 2; known are "clipped", "exact"'],
    [{ setting: 'naive', successRate: rate }, '"naive" is not one of the study\'s; known are "clipped", "exact"'],
    [
      { setting: 'exact', successRate: { ...rate, atLeast: 0 } },
      'atLeast: 0: must be a share of runs above 0 and below 1',
    ],
    [
      { setting: 'exact', successRate: { ...rate, atLeast: 1 } },
      'atLeast: 1: must be a share of runs above 0 and below 1',
    ],
    [{ setting: 'exact', successRate: { ...rate, margin: 0.6 } }, 'margin: 0.6: must be at most atLeast, which is 0.5'],
    [{ setting: 'exact', successRate: { ...rate, falseAlarm: 0.5 } }, 'falseAlarm: 0.5: must be a probability'],
    [{ setting: 'exact', successRate: { ...rate, falsePass: 0 } }, 'falsePass: 0: must be a probability'],
    [{ ...criteria[0], ...criteria[1] }, 'must have either successRate or noWorseThan'],
    [
      { setting: 'exact', noWorseThan: { baseline: 'folder', margin: 0.1 } },
      '"folder": give {"name", "ran", "converged"}',
    ],
    [
      { setting: 'exact', noWorseThan: { baseline: { name: 'x', ran: [9], converged: [] }, margin: 0.1 } },
      '"x": has no seed in common with this study',
    ],
    [
      { setting: 'exact', noWorseThan: { baseline: { name: 'x', ran: ['1..3'], converged: ['1..3'] }, margin: 0.01 } },
      "the study's seeds are too few to decide it: the fewest that can meet it are",
    ],
    [
      { setting: 'exact', noWorseThan: { baseline: { name: 'x', ran: [1, 1], converged: [] }, margin: 0.1 } },
      'ran: 1: is given twice',
    ],
  ])('%j is explained in one line', (criterion, message) => {
    expect(() => read(criterion)).toThrow(InputError);
    expect(() => read(criterion)).toThrow(message);
    expect(() => read(criterion)).not.toThrow(/\n/);
  });

  test('that its seeds can miss but not meet is told of; one that they cannot decide is refused', () => {
    const withSeeds = (seeds: string) =>
      readStudy({ value: { recipes: ['exact'], seeds, criterion: { successRate: { atLeast: 0.95 } } }, load: noFiles });
    expect(() => withSeeds('1..5')).toThrow(
      'too few to decide it: the fewest that can meet it are 56, if all of them converge',
    );
    const [few, enough] = ['1..20', '1..56'].map(withSeeds);
    expect(few.criterion && criterionNote(few.criterion, few.seeds)).toContain('too few to meet its criterion');
    expect(enough.criterion && criterionNote(enough.criterion, enough.seeds)).toBeNull();
  });

  test.each(criteria)('is in the text that makes the same study elsewhere: %j', (criterion) => {
    const request: StudyRequest = {
      recipes: [readRecipe('clipped'), readRecipe('exact')],
      seeds: [{ from: 1, to: 400 }],
      rng: 'xoroshiro128plus',
      backend: { name: 'float64', digits: null },
      criterion,
    };
    const description = describeStudy(request);
    const text = studyText(request, description);
    expect(readStudy({ value: JSON.parse(text), load: noFiles })).toStrictEqual(description);
  });
});

propertyOfRecord({
  which: fc.constantFrom(...criteria),
  rateOfRuns: fc.double({ min: 0, max: 1, noNaN: true }),
  draws: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 388, maxLength: 388 }),
  order: fc.shuffledSubarray([...Array(388).keys()], { minLength: 388 }),
})(
  'the order in which runs finish changes neither the verdict nor where it falls',
  ({ which, rateOfRuns, draws, order }) => {
    const study = read(which);
    const { criterion } = study;
    if (criterion === undefined) throw new Error('the study has a criterion');
    expect(seedCount(study.seeds)).toBe(388);
    const watched = (positions: readonly number[]) => {
      const runs = criterionRuns(criterion, study);
      for (const k of positions) runs.observe(k, seedAt(study.seeds, k), draws[k] < rateOfRuns);
      return runs;
    };
    const [inOrder, shuffled] = [watched([...draws.keys()]), watched(order)];
    expect(shuffled.seeds).toBe(inOrder.seeds);
    expect(shuffled.verdict()).toEqual(inOrder.verdict());
    // What came after the decision has no say, and the first runs alone come to the same.
    const enough = inOrder.seeds ?? 388;
    expect(watched([...draws.keys()].slice(0, enough)).verdict()).toEqual(inOrder.verdict());
    expect(watched([...draws.keys()].slice(0, enough - 1)).seeds).toBeNull();
    expect(verdictNames).toContain(inOrder.verdict().verdict);
    const row = criterionRow(study, criterion, inOrder.verdict());
    expect([...row.keys()].filter((column) => !criterionColumns(study.experiment).includes(column))).toEqual([]);
  },
);

propertyOfRecord({ count: fc.integer({ min: 0, max: 12 }) })('the first seeds are the first ones', ({ count }) => {
  const ranges = [
    { from: 7, to: 7 },
    { from: 1, to: 3 },
    { from: 20, to: 27 },
  ];
  const first = firstSeeds(ranges, count);
  expect(seedCount(first)).toBe(count);
  for (let k = 0; k < count; k++) expect(seedAt(first, k)).toBe(seedAt(ranges, k));
});
