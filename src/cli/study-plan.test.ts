import { describe, expect, test } from 'vitest';
import { describeStudy } from '../experiments/training/describe-study.js';
import { readRecipe } from '../training/read-recipe.js';
import { describePlan, planJson } from './study-plan.js';

const description = describeStudy({
  title: 'Two recipes',
  recipes: [readRecipe('clipped'), readRecipe('exact')],
  seeds: [{ from: 1, to: 10 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
});
/** The plan whose trials take so many milliseconds each. */
const planOf = (...takes: readonly (number | null)[]) =>
  description.setups.map((setup, k) => ({
    setup,
    trials: 10,
    eachTakes: takes[k],
    says: k === 0 ? '20,000 steps' : '',
    json: { name: `setup ${k}` },
  }));

describe('a plan in words', () => {
  test('says what each setup takes, and all of it with all workers busy', () => {
    expect(describePlan(description, planOf(9.44, 1234), 2)).toBe(
      [
        'Two recipes',
        '20 trials: 2 setups × seeds 1..10 (xoroshiro128plus)',
        '  1. clipped: 10 runs of 20,000 steps, about 9.4 ms each, 94 ms in all',
        '  2. exact: 10 runs, about 1 s each, 12 s in all',
        'about 6 s with 2 workers, by short pilot runs on this machine; nothing was run',
        '',
      ].join('\n'),
    );
  });

  test('counts what was not measured as the mean of the others, and says so', () => {
    const said = describePlan(description, planOf(999.4, null), 1);
    expect(said).toContain(
      '  1. clipped: 10 runs of 20,000 steps, about 999 ms each, 10 s in all\n  2. exact: 10 runs\n',
    );
    expect(said).toMatch(
      /\nabout 20 s with 1 worker, by short pilot runs on this machine of 1 of the 2 setups; nothing was run\n$/,
    );
  });

  test('takes the mean of all that were measured', () => {
    const three = { ...description, setups: [...description.setups, description.setups[0]] };
    const plan = three.setups.map((setup, k) => ({
      setup,
      trials: 10,
      eachTakes: [10, 30, null][k],
      says: '',
      json: {},
    }));
    expect(planJson(three, plan, 2)).toMatchObject({ milliseconds: (100 + 300 + 200) / 2 });
  });

  test('says where nothing is known', () => {
    const said = describePlan({ ...description, title: null }, planOf(null, null), 3);
    expect(said).toMatch(/^20 trials: .*\nhow long they take is not known before they run; nothing was run\n$/s);
  });

  test.each([
    [9.49, '9.5 ms'],
    [9.5, '10 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [3_599_499, '59 min 59 s'],
    [3_600_000, '1 h 0 min'],
    [7_323_000, '2 h 2 min'],
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(describePlan(description, planOf(milliseconds, null), 1)).toContain(`about ${text} each`);
  });
});

describe('a plan as data', () => {
  test('is the same', () => {
    expect(planJson(description, planOf(30, null), 4)).toEqual({
      title: 'Two recipes',
      trials: 20,
      seeds: [{ from: 1, to: 10 }],
      rng: 'xoroshiro128plus',
      criterion: null,
      workers: 4,
      milliseconds: 150,
      setups: [
        { name: 'setup 0', grid: {}, trials: 10, millisecondsEach: 30 },
        { name: 'setup 1', grid: {}, trials: 10, millisecondsEach: null },
      ],
    });
  });

  test('has no time where nothing is known', () => {
    expect(planJson(description, planOf(null, null), 4)).toMatchObject({ milliseconds: null });
  });
});

test('a criterion is said, with what it does to the plan', () => {
  const criterion = { setting: 'exact', successRate: { atLeast: 0.9, margin: 0.1, falsePass: 0.05, falseAlarm: 0.01 } };
  const asked = describeStudy({
    recipes: [readRecipe('clipped'), readRecipe('exact')],
    seeds: [{ from: 1, to: 10_000 }],
    rng: 'xoroshiro128plus',
    backend: { name: 'float64', digits: null },
    criterion,
  });
  const plan = asked.setups.map((setup) => ({ setup, trials: 10_000, eachTakes: null, says: '', json: {} }));
  expect(describePlan(asked, plan, 1)).toMatch(
    /\ncriterion about exact: the study ends where it is decided(;[^\n]*)?\nhow long/,
  );
  expect(planJson(asked, plan, 1)).toMatchObject({ criterion: { setup: 1 } });
});
