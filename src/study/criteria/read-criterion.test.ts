import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/input-error.js';
import type { SettingIdentity } from '../setting-fields.js';
import type { Criterion } from './criterion.js';
import type { NoWorseThan } from './no-worse-than.js';
import {
  baselineFolder,
  criterionNote,
  criterionSchema,
  criterionText,
  settingNames,
  settleCriterion,
  setupOf,
  withBaseline,
  type CriterionRequest,
} from './read-criterion.js';

const setting = (name: string, ...others: string[]): SettingIdentity => ({
  identity: [['name', name], ...others.map((text, k): [string, string] => [`other_${k}`, text])],
  grid: [],
  fields: null,
});
const settings = [setting('exact'), setting('naive')];
const refused = (message: string) => new InputError(message);
const many = [{ from: 1, to: 1000 }];

describe('what a study file may ask for', () => {
  const issues = (value: unknown) =>
    criterionSchema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const rate = (more: object) => ({ successRate: { atLeast: 0.5, ...more } });
  const loss = (more: object) => ({ noWorseThan: { baseline: 'folder', margin: 0.1, ...more } });

  test('has its standards', () => {
    expect(criterionSchema.parse(rate({}))).toEqual(rate({ falsePass: 0.05, falseAlarm: 0.01 }));
    expect(criterionSchema.parse(loss({}))).toEqual(loss({ falsePass: 0.05, falseAlarm: 0.01 }));
  });

  const share = 'must be a share of runs above 0 and below 1';
  const margin = 'must be a number above 0 and below 1';
  const probability = 'must be a probability from 1e-12 to below 0.5';
  const either = ': must have either successRate or noWorseThan, which say what decides it';
  test.each<[unknown, string[]]>([
    ...[0, 1, -1, '0.5', NaN].map((atLeast): [unknown, string[]] => [
      rate({ atLeast }),
      [`successRate.atLeast: ${share}`],
    ]),
    [rate({ margin: 1e-6 }), []],
    [rate({ margin: 0.999 }), []],
    [rate({ margin: 9e-7 }), ['successRate.margin: must be at least 0.000001']],
    [rate({ margin: 1 }), [`successRate.margin: ${margin}`]],
    [rate({ margin: 'x' }), [`successRate.margin: ${margin}`]],
    [rate({ falsePass: 1e-12, falseAlarm: 0.4999 }), []],
    [rate({ falsePass: 0 }), [`successRate.falsePass: ${probability}`]],
    [rate({ falseAlarm: 0.5 }), [`successRate.falseAlarm: ${probability}`]],
    [rate({ falseAlarm: 'x' }), [`successRate.falseAlarm: ${probability}`]],
    [loss({ margin: 1 }), [`noWorseThan.margin: ${margin}`]],
    [loss({ baseline: { name: 'x', ran: ['1..3', 4], converged: [] } }), []],
    ...[3, { name: 'x', ran: [] }].map((baseline): [unknown, string[]] => [
      loss({ baseline }),
      ['noWorseThan.baseline: must be the folder of an earlier study, or {"name", "ran", "converged"}'],
    ]),
    [{}, [either]],
    [{ ...rate({}), ...loss({}) }, [either]],
    [3, [': must be an object with either successRate or noWorseThan']],
  ])('%j: %j', (value, expected) => {
    expect(issues(value)).toEqual(expected);
  });

  test('has no other fields', () => {
    for (const value of [{ ...rate({}), x: 1 }, rate({ x: 1 }), loss({ x: 1 })]) expect(issues(value)).toHaveLength(1);
  });
});

describe('the setting of a criterion', () => {
  test('is named, where there are several', () => {
    expect(setupOf({ setting: 'naive' }, settings)).toBe(1);
    expect(setupOf({}, [settings[0]])).toBe(0);
    expect(() => setupOf({}, settings)).toThrow(
      refused('setting: missing: the study has 2; known are "exact", "naive"'),
    );
    expect(() => setupOf({ setting: 'x' }, [settings[0]])).toThrow(
      refused('setting: "x" is not one of the study\'s; known are "exact"'),
    );
  });

  test('of many is one of the first twenty, and others', () => {
    const several = (count: number) => Array.from({ length: count }, (_, k) => setting(`s${k}`));
    expect(() => setupOf({}, several(20))).toThrow(/"s19"$/);
    expect(() => setupOf({}, several(21))).toThrow(/"s19", …$/);
  });

  test('is called by its name, and by the rest where several are called so', () => {
    expect(settingNames([setting('a', 'x'), setting('b', 'x'), setting('b', 'y', '', 'z')])).toEqual([
      ...['a', 'b x', 'b y:z'],
    ]);
  });
});

const claimed = (request: CriterionRequest, seeds = many, largest = 5000) =>
  settleCriterion(request, settings, seeds, largest);
const errors = { falsePass: 0.05, falseAlarm: 0.01 };

describe('a success rate', () => {
  const of = (atLeast: number, margin?: number): CriterionRequest => ({
    setting: 'naive',
    successRate: { atLeast, ...errors, ...(margin === undefined ? {} : { margin }) },
  });

  test('has a margin of 0.05, or all that there is', () => {
    expect(claimed(of(0.5))).toEqual({ setup: 1, claim: { atLeast: 0.5, margin: 0.05, ...errors } });
    expect(claimed(of(0.02)).claim).toMatchObject({ margin: 0.02 });
    expect(claimed(of(0.5, 0.5)).claim).toMatchObject({ margin: 0.5 });
    expect(() => claimed(of(0.5, 0.51))).toThrow(
      refused('successRate: margin: 0.51: must be at most atLeast, which is 0.5'),
    );
  });

  test('that the seeds cannot decide is refused, and one that they cannot show is noted', () => {
    const seeds = (to: number) => [{ from: 1, to }];
    expect(() => claimed(of(0.95), seeds(2))).toThrow(
      /^the study's seeds are too few to decide it: the fewest that can meet it are \d+, if all of them converge$/,
    );
    const miss = claimed(of(0.95), seeds(20));
    expect(criterionNote(miss, seeds(20))).toMatch(
      /^the study's seeds are too few to meet its criterion: the fewest that can are \d+, if all of them converge$/,
    );
    const fewest = Number(/are (\d+),/.exec(criterionNote(miss, seeds(20)) ?? '')?.[1]);
    expect(criterionNote(miss, seeds(fewest - 1))).not.toBeNull();
    expect(criterionNote(miss, seeds(fewest))).toBeNull();
  });

  test('is written as it was settled', () => {
    const text = criterionText(claimed(of(0.5)), settings);
    expect(text).toEqual({ setting: 'naive', successRate: { atLeast: 0.5, margin: 0.05, ...errors } });
  });
});

describe('a comparison with an earlier study', () => {
  const baseline = { name: 'earlier', ran: ['200..300', '1..100', 150], converged: [150, 7, '1..5'] };
  const of = (own: unknown = baseline): CriterionRequest =>
    criterionSchema.parse({ setting: 'exact', noWorseThan: { baseline: own, margin: 0.1 } });
  const ranges = (...given: [number, number][]) => given.map(([from, to]) => ({ from, to }));

  test('has seeds in their order', () => {
    const expected: Criterion = {
      setup: 0,
      claim: {
        baseline: {
          name: 'earlier',
          ran: ranges([1, 100], [150, 150], [200, 300]),
          converged: ranges([1, 5], [7, 7], [150, 150]),
        },
        margin: 0.1,
        ...errors,
      },
    };
    expect(claimed(of())).toEqual(expected);
    expect(criterionText(expected, settings)).toEqual({
      setting: 'exact',
      noWorseThan: {
        baseline: { name: 'earlier', ran: ['1..100', 150, '200..300'], converged: ['1..5', 7, 150] },
        margin: 0.1,
        ...errors,
      },
    });
    expect(claimed(of({ ...baseline, converged: [] })).claim).toMatchObject({ baseline: { converged: [] } });
  });

  test.each<[unknown, string]>([
    ['folder', '"folder": give {"name", "ran", "converged"}: only warizan study reads folders'],
    [{ ...baseline, ran: ['2000..3000'] }, '"earlier": has no seed in common with this study'],
    [
      { ...baseline, ran: ['1..6000'] },
      'ran: "1..6000": must be A..B with 0 ≤ A ≤ B ≤ 5000, one seed, or a list of these',
    ],
    [{ ...baseline, converged: [1, 1] }, 'converged: 1: is given twice'],
  ])('with %j is refused', (own, message) => {
    expect(() => claimed(of(own))).toThrow(refused(`noWorseThan: baseline: ${message}`));
  });

  test('names a folder until that is read', () => {
    expect([of('folder'), of(), {}].map(baselineFolder)).toEqual(['folder', null, null]);
    const read = withBaseline(of('folder'), { name: 'f', ran: ranges([1, 3]), converged: ranges([2, 2]) });
    expect(read).toEqual({
      setting: 'exact',
      noWorseThan: { baseline: { name: 'f', ran: ['1..3'], converged: [2] }, margin: 0.1, ...errors },
    });
    const rate: CriterionRequest = { successRate: { atLeast: 0.5, ...errors } };
    expect(withBaseline(rate, { name: 'f', ran: [], converged: [] })).toBe(rate);
  });

  test('without either claim is refused', () => {
    expect(() => claimed({ setting: 'exact' })).toThrow(refused('must have either successRate or noWorseThan'));
  });

  test('says how many pairs could show it: the fewest that do', () => {
    const claim: NoWorseThan = {
      baseline: { name: 'x', ran: ranges([1, 1000]), converged: ranges([1, 1000]) },
      margin: 0.1,
      ...errors,
    };
    const note = (to: number) => criterionNote({ setup: 0, claim }, [{ from: 1, to }]);
    const words = /are (\d+) that both ran, if none of them ends otherwise than it did$/;
    const fewest = Number(words.exec(note(3) ?? '')?.[1]);
    expect(fewest).toBeGreaterThan(3);
    expect(note(fewest - 1)).toMatch(words);
    expect(note(fewest)).toBeNull();
  });
});
