import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import type { Json } from '../base/canonical-json.js';
import type { JsonObject } from '../base/json-object.js';
import { baselineIndex, pairsToCompare, usualComparisons } from './comparison-plan.js';
import { gridPoints } from './grid.js';
import { gridSuffix } from './grid-name.js';
import { variantText, variedFields, type SettingIdentity } from './setting-fields.js';

/** Settings at all points of a grid, as a study has them. */
function settingsAt(grid: Readonly<Record<string, readonly Json[]>>, names = ['exact']): SettingIdentity[] {
  const points = gridPoints(grid, names.length);
  return names.flatMap((name) =>
    points.map((point): SettingIdentity => {
      const paths = point.map(([path]) => path);
      return { identity: [['recipe', name + gridSuffix(point, paths)]], grid: point, fields: null };
    }),
  );
}
/** A setting that somebody has written out. */
const written = (name: string, fields: JsonObject | null, variant?: string): SettingIdentity => ({
  identity:
    variant === undefined
      ? [['recipe', name]]
      : [
          ['recipe', name],
          ['backend', variant],
          ['digits', ''],
        ],
  grid: [],
  fields,
});
const summary = (settings: readonly SettingIdentity[]) =>
  variedFields(settings).map(({ of, path, distinct, isAxis }) => ({ of, path, distinct, isAxis }));

const numbers = fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 });
const words = fc.uniqueArray(fc.constantFrom('adam', 'sgd', 'rms'), { minLength: 1, maxLength: 3 });
const names = fc.uniqueArray(fc.constantFrom('exact', 'naive', 'clipped'), { minLength: 1, maxLength: 3 });

property([numbers, words, names])('of a grid the fields vary that have several values, and the names', (a, b, own) => {
  const settings = settingsAt({ 'step.rate': a, optimiser: b }, own);
  const expected = [
    { of: 'name', path: 'recipe', distinct: own, isAxis: false },
    { of: 'field', path: 'step.rate', distinct: a.toSorted((x, y) => x - y), isAxis: a.length >= 3 },
    { of: 'field', path: 'optimiser', distinct: b, isAxis: false },
  ];
  expect(summary(settings)).toEqual(expected.filter(({ distinct }) => distinct.length > 1));
  for (const { path, values } of variedFields(settings)) {
    const held = (setting: SettingIdentity) => setting.grid.find(([each]) => each === path)?.[1];
    if (path !== 'recipe') expect(values).toEqual(settings.map(held));
  }
});

property([numbers, words, names])('neighbours differ in one field, and there by one step', (a, b, own) => {
  const settings = settingsAt({ 'step.rate': a, optimiser: b }, own);
  const sorted = a.toSorted((x, y) => x - y);
  const isAxis = a.length >= 3;
  const place = (k: number) => ({
    rate: (isAxis ? sorted : a.length > 1 ? sorted : a).indexOf(a[Math.floor(k / b.length) % a.length]),
    word: k % b.length,
    name: Math.floor(k / (a.length * b.length)),
  });
  const isStep = (from: number, to: number, steps: boolean) => (steps ? from - to === 1 : from > 0 && to === 0);
  const expected = settings.flatMap((_, k) =>
    settings.flatMap((__, other): [number, number][] => {
      const [own1, own2] = [place(k), place(other)];
      const same = { rate: own1.rate === own2.rate, word: own1.word === own2.word, name: own1.name === own2.name };
      const isNext =
        (same.word && same.name && isStep(own1.rate, own2.rate, isAxis)) ||
        (same.rate && same.name && isStep(own1.word, own2.word, false)) ||
        (same.rate && same.word && isStep(own1.name, own2.name, false));
      return isNext ? [[k, other]] : [];
    }),
  );
  const found = pairsToCompare('neighbours', settings, 0).map(([from, to]): [number, number] => [from, to]);
  const order = (pairs: [number, number][]) => pairs.map(String).sort();
  expect(order(found)).toEqual(order(expected));
});

describe('settings that somebody has written out', () => {
  const rates = (...all: unknown[]) =>
    all.map((rate, k) => written(`r${k}`, { name: `r${k}`, step: { rate }, seed: [1] }));
  const named = (count: number) => [
    { of: 'name', path: 'recipe', distinct: Array.from({ length: count }, (_, k) => `r${k}`), isAxis: false },
  ];

  test('are a grid where they differ in one field of numbers alone', () => {
    expect(summary(rates(3, 1, 2))).toEqual([{ of: 'field', path: 'step.rate', distinct: [1, 2, 3], isAxis: true }]);
  });

  test.each<[string, SettingIdentity[]]>([
    ['two values are no axis', rates(1, 2)],
    ['texts are none', rates('a', 'b', 'c')],
    ['nor are numbers and nothing', rates(1, 2, undefined)],
    ['nor is what is not finite', rates(1, 2, Infinity)],
    ['they differ in two fields', [...rates(1, 2), written('r2', { step: { rate: 3 }, seed: [2] })]],
    ['one of them has a field more', [...rates(1, 2), written('r2', { step: { rate: 3 }, seed: [1], more: 1 })]],
    ['fields of one are not known', [...rates(1, 2), written('r2', null)]],
    ['fields of the first are not known', [written('r0', null), ...rates(0, 1, 2).slice(1)]],
    ['they differ in nothing', rates(1, 1, 1)],
  ])('are told by their names where %s', (_, settings) => {
    expect(summary(settings)).toEqual(named(settings.length));
  });

  test('a list is one value, and a name deeper down is a field', () => {
    const settings = [1, 2, 3].map((k) => written('same', { model: { name: k } }));
    expect(summary(settings)).toEqual([{ of: 'field', path: 'model.name', distinct: [1, 2, 3], isAxis: true }]);
    const lists = [[1], [2], [3]].map((list, k) => written(`r${k}`, { list }));
    expect(summary(lists)).toEqual(named(3));
  });

  test('what else tells them apart is a field of its own', () => {
    const settings = ['float64', 'mpfr'].map((backend) => written('same', null, backend));
    expect(summary(settings)).toEqual([
      { of: 'variant', path: 'backend', distinct: ['float64', 'mpfr'], isAxis: false },
    ]);
    expect(settings.map(variantText)).toEqual(['float64', 'mpfr']);
    const digits: SettingIdentity = {
      ...settings[0],
      identity: [
        ['recipe', 'x'],
        ['backend', 'mpfr'],
        ['digits', '50'],
      ],
    };
    expect(variantText(digits)).toBe('mpfr 50');
    expect(variantText(written('x', null))).toBe('');
  });
});

test('values of a grid that are no numbers or texts are told as JSON, and those that lack as a dash', () => {
  const at = (value: Json | undefined, k: number): SettingIdentity => ({
    identity: [['recipe', 'same']],
    grid:
      value === undefined
        ? [['other', k]]
        : [
            ['flag', value],
            ['other', k],
          ],
    fields: null,
  });
  const [flag] = variedFields([at(false, 1), at(null, 2), at([1], 3), at(undefined, 4), at(false, 5)]);
  expect(flag).toMatchObject({ path: 'flag', distinct: ['false', 'null', '[1]', '–'], isAxis: false });
  expect(flag.values).toEqual(['false', 'null', '[1]', '–', 'false']);
});

describe('what is compared', () => {
  const settings = settingsAt({ rate: [1, 2, 3, 4] });
  test('by the number of settings, and whether there is an axis', () => {
    expect(usualComparisons(settings.slice(0, 3))).toBe('all');
    expect(usualComparisons(settings)).toBe('neighbours');
    expect(usualComparisons(settingsAt({ optimiser: ['a', 'b', 'c', 'd'] }))).toBe('first');
  });

  test('with a baseline that the study names', () => {
    const name = 'exact rate=2';
    expect(baselineIndex(undefined, 'all', settings)).toBeNull();
    for (const comparisons of [undefined, 'baseline'] as const)
      expect(baselineIndex(name, comparisons, settings)).toBe(1);
    const refused = (wanted: string, all: readonly SettingIdentity[], comparisons?: 'first') => () =>
      baselineIndex(wanted, comparisons, all);
    expect(refused(name, settings, 'first')).toThrow(
      new InputError('baseline: "exact rate=2": does not go with comparisons "first": leave one out'),
    );
    const known = ['1', '2', '3', '4'].map((rate) => `"exact rate=${rate}"`).join(', ');
    expect(refused('exact', settings)).toThrow(
      new InputError(`baseline: "exact": is none of the study's settings: ${known}`),
    );
    expect(refused(name, [...settings, settings[1]])).toThrow(
      new InputError('baseline: "exact rate=2": 2 settings have this name: leave it out'),
    );
    const many = settingsAt({ rate: Array.from({ length: 9 }, (_, k) => k) });
    expect(refused('x', [...many, ...many])).toThrow(/: "exact rate=0"(, "exact rate=[1-7]"){7}$/);
  });
});

describe('a grid', () => {
  property([numbers, words])('has a point for each combination, the last field varying fastest', (a, b) => {
    const points = gridPoints({ a, b }, 1);
    expect(points).toEqual(
      a.flatMap((x) =>
        b.map((y) => [
          ['a', x],
          ['b', y],
        ]),
      ),
    );
  });

  test('of no fields has one point; without values, or with too many setups, it is refused', () => {
    expect(gridPoints({}, 10_000)).toEqual([[]]);
    expect(() => gridPoints({ a: [1], 'b.c': [] }, 1)).toThrow(
      new InputError('grid: "b.c": []: name at least one value'),
    );
    const hundred = Array.from({ length: 100 }, (_, k) => k);
    expect(gridPoints({ a: hundred, b: hundred }, 1)).toHaveLength(10_000);
    expect(() => gridPoints({ a: hundred, b: hundred }, 2)).toThrow(
      new InputError('grid: 20000 setups: at most 10000 fit in one study'),
    );
  });
});
