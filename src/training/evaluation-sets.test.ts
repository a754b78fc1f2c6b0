import { describe, expect, test } from 'vitest';
import type { SampleSet } from './samples.js';
import { drawEvaluationSets } from './evaluation-sets.js';
import { readRecipe, recipeNamed } from './read-recipe.js';
import type { Recipe } from './recipe.js';

const clipped = recipeNamed('clipped');
const withTask = (task: Partial<Recipe['task']>, samples = 400): Recipe => ({
  ...clipped,
  task: { ...clipped.task, ...task },
  evaluation: { ...clipped.evaluation, samples, extrapolation: [10, 20] },
});
const samplesOf = ({ size, inputs, targets }: SampleSet) =>
  Array.from({ length: size }, (_, k) => ({
    x: Array.from(inputs.subarray((k * inputs.length) / size, ((k + 1) * inputs.length) / size)),
    t: Array.from(targets.subarray((k * targets.length) / size, ((k + 1) * targets.length) / size)),
  }));

describe('drawEvaluationSets', () => {
  test('interpolation is drawn as training samples are, rejections included', () => {
    const samples = samplesOf(drawEvaluationSets(withTask({ largestTarget: 2 })).interpolation);
    expect(samples).toHaveLength(400);
    for (const { x, t } of samples) {
      expect(t).toEqual([x[0] / x[1]]);
      expect(Math.abs(t[0])).toBeLessThanOrEqual(2);
      expect(Math.min(...x)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...x)).toBeLessThan(10);
    }
    expect(new Set(samples.map(({ x }) => x[0])).size).toBe(400);
  });

  test('extrapolation is drawn from its own interval, and nothing rejected', () => {
    const samples = samplesOf(drawEvaluationSets(withTask({ largestTarget: 1e-3 })).extrapolation);
    for (const { x, t } of samples) {
      expect(t).toEqual([x[0] / x[1]]);
      for (const value of x) expect(value >= 10 && value < 20).toBe(true);
    }
    expect(Math.max(...samples.flatMap(({ x }) => x)) - Math.min(...samples.flatMap(({ x }) => x))).toBeGreaterThan(9);
  });

  test('several inputs and outputs lie one after another', () => {
    const sets = drawEvaluationSets(
      withTask(
        {
          exponents: [
            [1, -1, 0],
            [1, 1, 1],
          ],
          largestTarget: null,
        },
        7,
      ),
    );
    for (const set of [sets.interpolation, sets.extrapolation]) {
      for (const {
        x: [a, b, c],
        t,
      } of samplesOf(set)) {
        expect(t).toEqual([a / b, a * b * c]);
      }
    }
  });

  test.each([
    ['a range from 0 on', { range: [0, 10] }, 1],
    ['a range without negative numbers', { range: [1, 2] }, 1],
    ['a range with negative numbers', { range: [-1, 10], largestTarget: null }, 4],
    ['random signs', { range: [1, 2], signs: 'random' }, 4],
  ] as const)('%s: extrapolation covers %d quadrants, each input negative half the time', (_, task, quadrants) => {
    const samples = samplesOf(drawEvaluationSets(withTask(task)).extrapolation);
    const counts = new Map<string, number>();
    for (const { x } of samples) {
      const quadrant = x.map((value) => Math.sign(value)).join();
      counts.set(quadrant, (counts.get(quadrant) ?? 0) + 1);
      for (const value of x) expect(Math.abs(value) >= 10 && Math.abs(value) < 20).toBe(true);
    }
    expect(counts.size).toBe(quadrants);
    // 400 fair draws: a quadrant's share of 100 has the standard deviation 8.7; these draws are fixed, so the
    // test is not a gamble.
    if (quadrants === 4) for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(44);
  });

  test('depends on the evaluation seed, and on nothing of the run', () => {
    const again = drawEvaluationSets({ ...withTask({}), steps: 3, learningRate: 7 });
    expect(again).toEqual(drawEvaluationSets(withTask({})));
    const other = drawEvaluationSets({ ...withTask({}), evaluation: { ...withTask({}).evaluation, seed: 1 } });
    expect(other.interpolation.inputs).not.toEqual(again.interpolation.inputs);
  });
});

describe('sets with a generator and seeds of their own', () => {
  const division = (offset: number): Recipe => ({
    ...clipped,
    task: { kind: 'arithmetic', operation: 'div', inputs: 2, offset, range: [1, 2] },
    evaluation: {
      ...clipped.evaluation,
      samples: 10_000,
      extrapolation: {
        union: [
          [-6, -2],
          [2, 6],
        ],
      },
      sets: { rng: 'field', interpolation: 43953907, extrapolation: 8689336 },
    },
  });

  /**
   * `RandomState(43953907).uniform(1, 2, (10000, 2))`, and of `RandomState(8689336)` the union as the field
   * has it, as numpy 1.24 prints them.
   */
  test('are the field’s', () => {
    const { interpolation, extrapolation } = drawEvaluationSets(division(0));
    const rows = [interpolation, extrapolation].map((set) => samplesOf(set).map(({ x }) => x));
    expect(rows[0][0]).toEqual([1.918094871979068, 1.8816526295251337]);
    expect(rows[0][9999]).toEqual([1.2420656098166343, 1.9821124766318674]);
    expect(rows[1].slice(0, 2)).toEqual([
      [-3.8669543210126047, -4.7357949308411085],
      [-4.121143868782045, 5.085486118268301],
    ]);
    expect(rows[1][9999]).toEqual([-5.336309301780167, -3.5621848897481234]);
  });

  test('have the same inputs for every run, and targets by the run’s own task', () => {
    const wide = (offset: number): Recipe => {
      const recipe = division(offset);
      return { ...recipe, task: { ...recipe.task, inputs: 3 }, evaluation: { ...recipe.evaluation, samples: 50 } };
    };
    const [first, other] = [drawEvaluationSets(wide(0)), drawEvaluationSets(wide(1))];
    for (const of of ['interpolation', 'extrapolation'] as const) {
      expect(other[of].inputs).toEqual(first[of].inputs);
      for (const { x, t } of samplesOf(first[of])) expect(t).toEqual([x[0] / x[1]]);
      for (const { x, t } of samplesOf(other[of])) expect(t).toEqual([x[1] / x[2]]);
    }
  });

  test('need a generator that is known, and seeds that it takes', () => {
    const read = (sets: unknown) => readRecipe({ extends: 'clipped', evaluation: { sets } });
    const sets = { rng: 'field', interpolation: 1, extrapolation: 2 };
    expect(read(sets).evaluation.sets).toEqual(sets);
    expect(() => read({ ...sets, rng: 'dice' })).toThrow('evaluation.sets.rng: "dice"');
    expect(() => read({ ...sets, extrapolation: 2 ** 32 })).toThrow('field takes seeds from 0 to 4294967295');
  });
});
