import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json-object.js';
import type { GridPoint } from './grid-name.js';
import { variantText, variedFields, type SettingIdentity } from './setting-fields.js';

interface Told {
  readonly name?: string;
  readonly others?: readonly string[];
  readonly grid?: GridPoint;
  readonly fields?: JsonObject | null;
}
const setting = ({ name = 'exact', others = [], grid = [], fields = null }: Told): SettingIdentity => ({
  identity: [['recipe', name], ...others.map((text, k): [string, string] => [`variant_${k}`, text])],
  grid,
  fields,
});
const varied = (...told: Told[]) => variedFields(told.map(setting));

describe('the fields in which settings differ', () => {
  test('of one setting, or of those that are alike, are none', () => {
    expect(varied({})).toEqual([]);
    expect(varied({ fields: { rate: 1 } }, { fields: { rate: 1 } }, { fields: { rate: 1 } })).toEqual([]);
    expect(varied({ grid: [['rate', 1]] }, { grid: [['rate', 1]] })).toEqual([]);
  });

  test('are their names', () => {
    const names = ['exact', 'clipped', 'exact'];
    expect(varied(...names.map((name) => ({ name })))).toEqual([
      { of: 'name', path: 'recipe', values: names, distinct: ['exact', 'clipped'], isAxis: false },
    ]);
  });

  test('are those of the grid, without what the grid adds to names', () => {
    const at = (rate: number, rule: string): Told => ({
      name: `exact rate=${rate} step.rule=${rule}`,
      grid: [
        ['rate', rate],
        ['step.rule', rule],
      ],
    });
    expect(varied(at(0.3, 'sgd'), at(0.1, 'sgd'), at(0.2, 'adam'), at(0.1, 'sgd'))).toEqual([
      { of: 'path', path: 'rate', values: [0.3, 0.1, 0.2, 0.1], distinct: [0.1, 0.2, 0.3], isAxis: true },
      {
        of: 'path',
        path: 'step.rule',
        values: ['sgd', 'sgd', 'adam', 'sgd'],
        distinct: ['sgd', 'adam'],
        isAxis: false,
      },
    ]);
  });

  test('are what else their identity says', () => {
    const settings = [
      ['float64', ''],
      ['mpfr', '50'],
      ['', ''],
    ].map((others) => ({ others }));
    expect(varied(...settings)).toEqual([
      {
        of: 'variant',
        path: 'variant_0',
        values: ['float64', 'mpfr 50', ''],
        distinct: ['float64', 'mpfr 50', ''],
        isAxis: false,
      },
    ]);
    expect(variantText(setting({ others: ['', 'a', '', 'b'] }))).toBe('a b');
  });

  test.each<[GridPoint[], unknown[], boolean]>([
    [[[['a', 1]], [['a', 3]], [['a', 2]]], [1, 2, 3], true],
    [[[['a', 1]], [['a', 3]], [['a', 3]]], [1, 3], false],
    [[[['a', 10]], [['a', 9]], [['a', '9']]], [10, 9, '9'], false],
    [[[['a', true]], [['a', null]], [['a', [1, 2]]]], ['true', 'null', '[1,2]'], false],
    [[[['a', 1]], [], [['a', 0]]], [1, '–', 0], false],
    [[[], [['a', 1]]], ['–', 1], false],
  ])('of a grid %j are %j, an axis: %j', (points, distinct, isAxis) => {
    expect(varied(...points.map((grid) => ({ grid })))).toMatchObject([{ of: 'path', path: 'a', distinct, isAxis }]);
  });
});

describe('settings that somebody wrote out', () => {
  const named = (...fields: (JsonObject | null)[]) =>
    varied(...fields.map((own, k) => ({ name: `setting ${k}`, fields: own })));
  const rates = [0.3, 0.1, 0.2];

  test('and that differ in one number are a grid too', () => {
    const fields = rates.map((rate) => ({ name: `rate ${rate}`, step: { rate, rule: 'sgd' }, list: [1, 2] }));
    expect(named(...fields)).toEqual([
      { of: 'path', path: 'step.rate', values: rates, distinct: [0.1, 0.2, 0.3], isAxis: true },
    ]);
    expect(named(...rates.map((name) => ({ step: { name } })))).toMatchObject([{ path: 'step.name', isAxis: true }]);
  });

  test.each<[string, (JsonObject | null)[]]>([
    ['in two numbers', rates.map((rate) => ({ rate, steps: 10 * rate }))],
    ['in one of two values', [{ rate: 1 }, { rate: 2 }, { rate: 1 }]],
    ['in a text', ['a', 'b', 'c'].map((rule) => ({ rule }))],
    ['in what is no number for all', [{ rate: 1 }, { rate: 2 }, { rate: '3' }]],
    ['in what not all have', [{ rate: 1 }, { rate: 2 }, {}, { rate: 3 }]],
    ['in lists', [[1], [2], [3]].map((list) => ({ list }))],
    ['and are not all known', [...rates.map((rate) => ({ rate })), null]],
    ['and of which the first is not known', [null, ...rates.map((rate) => ({ rate }))]],
    ['in their names alone', rates.map((name) => ({ name }))],
  ])('and that differ %s are told by their names', (_, fields) => {
    expect(named(...fields)).toMatchObject([{ of: 'name', path: 'recipe', isAxis: false }]);
  });

  test('are told by names where a grid is there', () => {
    const told = rates.map((rate, k): Told => ({
      name: `setting ${k}`,
      grid: k === 1 ? [['on', true]] : [],
      fields: { rate },
    }));
    expect(varied(...told).map(({ of, path }) => [of, path])).toEqual([
      ['name', 'recipe'],
      ['path', 'on'],
    ]);
  });
});
