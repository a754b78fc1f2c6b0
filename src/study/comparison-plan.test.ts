import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { InputError } from '../base/input-error.js';
import { readRecipe } from '../training/read-recipe.js';
import type { Json } from '../base/canonical-json.js';
import { training } from '../experiments/training/training.js';
import { baselineIndex, pairsToCompare, settingIdentities, settingName, usualComparisons } from './comparison-plan.js';
import type { ComparisonName } from './description.js';
import type { GridPoint } from './grid-name.js';
import { variedFields, type SettingIdentity } from './setting-fields.js';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';

const base: StudyRequest = {
  recipes: [readRecipe('exact')],
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};
const withGrid = (grid: Readonly<Record<string, readonly Json[]>>, more: Partial<StudyRequest> = {}) =>
  describeStudy({ ...base, grid, ...more });

/** The pairs a study compares, by name. */
function compared(request: Partial<StudyRequest>): string[] {
  const { comparisons, setups, baseline = 0 } = describeStudy({ ...base, ...request });
  return pairsToCompare(comparisons, settingIdentities(training, setups), baseline).map((pair) =>
    pair.map((k) => setups[k].setting.recipe.name.replaceAll('exact ', '').replaceAll('learningRate=', '')).join(' − '),
  );
}

test('what is compared by position', () => {
  const settings = settingIdentities(training, withGrid({ learningRate: [0.1, 0.2, 0.3] }).setups);
  expect(pairsToCompare('none', settings, 0)).toEqual([]);
  expect(pairsToCompare('first', settings, 0)).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(pairsToCompare('all', settings, 0)).toEqual([
    [1, 0],
    [2, 0],
    [2, 1],
  ]);
  expect(pairsToCompare('baseline', settings, 1)).toEqual([
    [0, 1],
    [2, 1],
  ]);
});

describe('what a study compares that does not say', () => {
  test('of up to three settings: each with each, as 0.1.0 did', () => {
    expect(withGrid({ learningRate: [0.1, 0.2, 0.3] }).comparisons).toBe('all');
    expect(
      describeStudy({ ...base, recipes: ['naive', 'clipped', 'exact'].map((name) => readRecipe(name)) }),
    ).toMatchObject({
      comparisons: 'all',
    });
  });

  test('along an axis of numbers: each with the next, in the order of the numbers', () => {
    expect(compared({ grid: { learningRate: [0.3, 0.01, 0.1, 0.03] } })).toEqual([
      '0.3 − 0.1',
      '0.1 − 0.03',
      '0.03 − 0.01',
    ]);
  });

  test('in a grid of two axes: one step along either', () => {
    const pairs = compared({ grid: { learningRate: [0.1, 0.2, 0.3], 'stepRule.clip': [1, 10, 100, 1000] } });
    expect(pairs).toHaveLength(3 * 3 + 2 * 4);
    expect(pairs).toContain('0.3 clip=1000 − 0.3 clip=100');
    expect(pairs).toContain('0.3 clip=1000 − 0.2 clip=1000');
  });

  test('in a field that is no axis: each with the first', () => {
    const pairs = compared({ grid: { learningRate: [0.1, 0.2, 0.3], gradient: ['exact', 'projected'] } });
    expect(pairs.filter((pair) => /0\.2 .*0\.2 /.test(pair))).toEqual(['0.2 gradient=projected − 0.2 gradient=exact']);
  });

  test('of recipes that differ in one number: the same, though there is no grid', () => {
    const recipes = [0.1, 0.2, 0.3, 0.4].map((learningRate) =>
      readRecipe({ extends: 'exact', name: `rate ${learningRate}`, learningRate }),
    );
    expect(compared({ recipes })).toEqual(['rate 0.2 − rate 0.1', 'rate 0.3 − rate 0.2', 'rate 0.4 − rate 0.3']);
  });

  test('of more settings without an axis: each with the first', () => {
    const recipes = ['naive', 'clipped', 'exact', 'robust'].map((name) => readRecipe(name));
    expect(describeStudy({ ...base, recipes }).comparisons).toBe('first');
  });
});

describe('a baseline', () => {
  const grid = { learningRate: [0.1, 0.2, 0.3, 0.4] };
  test('is named by the study', () => {
    expect(compared({ grid, baseline: 'exact learningRate=0.3' })).toEqual(['0.1 − 0.3', '0.2 − 0.3', '0.4 − 0.3']);
  });

  test.each([
    ['exact', {}, /^baseline: "exact": is none of the study's settings: "exact learningRate=0\.1", /],
    ['exact learningRate=0.1', { comparisons: 'all' }, /^baseline: .*: does not go with comparisons "all"/],
    [
      'exact learningRate=0.1',
      { grid: { ...grid, backend: ['float64', { name: 'mpfr', digits: 20 }] } },
      /2 settings have/,
    ],
  ] as const)('%j %j is refused', (baseline, more, message) => {
    const attempt = () => withGrid(grid, { baseline, ...more });
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });
});

describe('of an experiment that is not training', () => {
  const settingOf = (name: string, grid: GridPoint = [], more: readonly string[] = []): SettingIdentity => ({
    identity: [['name', name], ...more.map((text, k): [string, string] => [`more_${k}`, text])],
    grid,
    fields: null,
  });
  /** What can be drawn on an axis, what cannot, and what is there in some alone. */
  const axes: readonly (readonly Json[])[] = [
    [3, 1, 2],
    [1, 'x', 2],
    [true, false],
  ];
  const grid = fc.array(fc.constantFrom(...axes), { minLength: 1, maxLength: 3 }).chain((fields) => {
    const points = fields.reduce<Json[][]>(
      (all, values) => all.flatMap((at) => values.map((value) => [...at, value])),
      [[]],
    );
    return fc
      .shuffledSubarray(points, { minLength: 1 })
      .map((some) => some.map((at): GridPoint => at.map((value, k) => [`f${k}`, value] as const)));
  });

  property([grid])('neighbours differ in one field, by one step of an axis or from its first value', (points) => {
    const settings = points.map((at) => settingOf('one', at));
    const fields = variedFields(settings);
    const placeOf = (k: number) => fields.map(({ values, distinct }) => distinct.indexOf(values[k]));
    const isOneStep = (k: number, before: number) => {
      const [own, other] = [placeOf(k), placeOf(before)];
      const [changed, ...more] = own.flatMap((place, f) => (place === other[f] ? [] : [f]));
      if (more.length !== 0 || own.join() === other.join()) return false;
      return fields[changed].isAxis ? own[changed] === other[changed] + 1 : other[changed] === 0;
    };
    const all = points.map((_, k) => k);
    const expected = all.flatMap((k) => all.filter((before) => isOneStep(k, before)).map((before) => `${k} ${before}`));
    const found = pairsToCompare('neighbours', settings, 0).map(([k, before]) => `${k} ${before}`);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test('settings are told by their names and what else tables call them', () => {
    const { setups } = studyOfTosses({ tosses: [1, 2], seeds: 1 });
    expect(settingIdentities(toss, setups)).toEqual(
      [1, 2].map((tosses) => ({
        identity: [['setting', `tosses=${tosses}`]],
        grid: [['tosses', tosses]],
        fields: { tosses },
      })),
    );
    const [setup] = settingIdentities({ ...toss, fieldsOf: () => ({ x: 1 }) }, setups);
    expect(setup.fields).toEqual({ x: 1 });
    expect(settingIdentities(toss, [{ setting: 'plain', grid: {} }])[0].fields).toBeNull();
    expect(settingName(toss, setups[1])).toBe('tosses=2');
  });

  test('three settings are compared each with each, and more with the first where there is no axis', () => {
    const named = (count: number) => Array.from({ length: count }, (_, k) => settingOf(`s${k}`));
    expect([usualComparisons(named(1)), usualComparisons(named(3)), usualComparisons(named(4))]).toEqual([
      ...['all', 'all', 'first'],
    ]);
    expect(usualComparisons([1, 2, 3, 4].map((value) => settingOf('a', [['f', value]])))).toBe('neighbours');
  });

  test('a baseline is one of the settings', () => {
    const settings = [settingOf('a'), settingOf('b'), settingOf('c', [], ['x']), settingOf('c', [], ['y'])];
    expect(baselineIndex(undefined, 'all', settings)).toBeNull();
    expect(baselineIndex('b', undefined, settings)).toBe(1);
    expect(baselineIndex('b', 'baseline', settings)).toBe(1);
    const refused = (name: string, message: string, which?: ComparisonName, among = settings) =>
      expect(() => baselineIndex(name, which, among)).toThrow(new InputError(`baseline: ${message}`));
    refused('a', '"a": does not go with comparisons "none": leave one out', 'none');
    refused('d', '"d": is none of the study\'s settings: "a", "b", "c"');
    refused('c', '"c": 2 settings have this name: leave it out');
    const many = Array.from({ length: 12 }, (_, k) => settingOf(`s${k}`));
    const first = Array.from({ length: 8 }, (_, k) => `"s${k}"`).join(', ');
    refused('d', `"d": is none of the study's settings: ${first}`, undefined, many);
  });
});
