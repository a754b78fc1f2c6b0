import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { columnNames } from '../units/parameter.js';
import { entryOf } from './part.js';
import { shippedParts, type Parts } from './parts.js';
import { ratesOf } from './rates.js';
import { readRecipe } from './read-recipe.js';
import { unitOf, type Recipe } from './recipe.js';
import { monomials, type MonomialTask } from './tasks/monomials.js';
import { iterationOf } from './train.js';

const rows = z.array(z.array(z.number()));
const tree = z.record(z.string(), z.union([rows, z.array(z.number())]));
const text = z.string().optional();
const settings = z.object({
  ...{ learningRate: z.number(), clipValue: z.number().optional(), clipNorm: z.number().optional() },
  ...{ sparsity: z.number().optional(), inalu: z.number().optional(), npuW: z.number().optional() },
  ...{ gate: z.number().optional(), start: z.number().optional(), end: z.number().optional() },
  ...{ l1: z.boolean().optional(), betaStart: text, betaEnd: text, npuClip: text, constrained: z.boolean().optional() },
});
const step = z.object({
  ...{ iteration: z.number(), inputs: rows, targets: rows, loss: z.number(), penalty: z.number() },
  ...{ gradientNorm: z.number(), penaltyScale: z.number(), beta: z.number(), weights: tree },
});
const trajectory = z.object({
  ...{ label: z.string(), settings, firstIteration: z.number(), start: tree, steps: z.array(step).min(20) },
});
const file = join(import.meta.dirname, '../../properties/golden/field-modules.json');
const module = z.object({ trajectories: z.array(trajectory).min(1) });
const { modules } = z.object({ modules: z.record(z.string(), module) }).parse(JSON.parse(readFileSync(file, 'utf8')));

type Settings = z.infer<typeof settings>;

/** A sum or a difference, where the module is trained on one; the quotient or the product are monomials. */
const linear = { 'nac-add': 1, nau: -1 };
const products = new Set(['nmu']);

function partsFor(name: string): Parts {
  const sign = Object.entries(linear).find(([linearName]) => linearName === name)?.[1];
  if (sign === undefined) return shippedParts;
  const task = {
    ...monomials,
    target: <T, C>(n: Numeric<T, C>, _setting: unknown, [a, b]: readonly T[]) => [sign > 0 ? n.add(a, b) : n.sub(a, b)],
  };
  return { ...shippedParts, tasks: { ...shippedParts.tasks, get: () => task } };
}

const at = (schedule: Recipe['schedule'], penalty: string, weight: number | undefined) =>
  weight === undefined ? [] : [{ penalty, weight, schedule }];

/** The recipe that trains a module as the field's scripts do, by what these call its settings. */
function recipeOf(name: string, given: Settings): Recipe {
  const { start = 0, end = 1, clipNorm, clipValue, npuClip, constrained } = given;
  const ramp = { kind: 'ramp', start, end };
  const growing = { kind: 'stairs', every: 10_000, factor: 10, times: 2 };
  const gates = Object.keys(penaltiesOfUnit(name)).find((penalty) => penalty.startsWith('g'));
  const penalties = [
    ...at(ramp, 'W', given.sparsity),
    ...at(ramp, 'W-NPU', given.npuW),
    ...at(ramp, gates ?? '', given.gate),
    ...at(growing, 'L1', given.l1 === true ? Number(given.betaStart) : undefined),
    ...at({ kind: 'ramp', start: 10_000, end: 10_001 }, 'inalu', given.inalu),
  ];
  const clipping =
    clipNorm !== undefined
      ? { kind: 'norm', largest: clipNorm, epsilon: 1e-6 }
      : clipValue !== undefined
        ? { kind: 'value', largest: clipValue }
        : null;
  const options = {
    ...(npuClip === undefined ? {} : { bounds: npuClip }),
    ...(constrained === true ? { initial: 'constrained' } : {}),
  };
  const task = { ...quotient, exponents: [[1, products.has(name) ? 1 : -1]] };
  return readRecipe({
    ...{ name, unit: Object.keys(options).length === 0 ? name : { kind: name, ...options }, hidden: 1, task },
    ...{
      loss: 'mean-squared-error',
      learningRate: given.learningRate,
      stepRule: { kind: 'adam' },
      clipping,
      penalties,
    },
    ...{ batch: 8, steps: 50_000, evaluation },
  });
}

const quotient: MonomialTask = {
  ...{ kind: 'monomials', exponents: [[1, -1]], range: [1, 2], signs: 'drawn', largestTarget: null },
};
const evaluation = { interval: 1000, samples: 10, seed: 1, extrapolation: [2, 6], criterion: 1e-5 };
const sizes = { inputs: 2, hidden: 1, outputs: 1 };

function penaltiesOfUnit(name: string) {
  const unit = shippedParts.units.get(name);
  return unit.on(float64, sizes, unit.options.parse({})).penalties ?? {};
}

/** θ in the order of the unit's parameters. */
function thetaOf(recipe: Recipe, weights: z.infer<typeof tree>): readonly number[] {
  return unitOf(recipe, shippedParts).parameters.flatMap(({ name }) => weights[name].flat());
}

/**
 * 10⁻¹¹ of what is compared, and as much of 1: twenty steps of at most 10⁴ roundings each are below it, where
 * Adam's division by a root makes them a hundred times larger. Each mistake that field.md names is above
 * 10⁻⁷.
 */
function expectNear(found: number, wanted: number, what: string): void {
  expect(Math.abs(found - wanted), `${what}: ${found} for ${wanted}`).toBeLessThanOrEqual(
    1e-11 * Math.max(1, Math.abs(wanted)),
  );
}

const cases = Object.entries(modules).flatMap(([name, { trajectories }]) =>
  trajectories.map((one) => ({ name, one, title: `${name}, ${one.label}, from ${one.firstIteration}` })),
);

describe('twenty updates as PyTorch made them with the authors’ modules', () => {
  test.each(cases)('$title', ({ name, one }) => {
    const recipe = recipeOf(name, one.settings);
    const parts = partsFor(name);
    const iteration = iterationOf(float64, recipe, parts);
    const { parameters, unit, options } = unitOf(recipe, parts);
    const penalties = unit.on(float64, sizes, options).penalties ?? {};
    const names = columnNames(parameters);
    let state = iteration.start(thetaOf(recipe, one.start));
    for (const { iteration: e, inputs, targets, loss, penalty, weights } of one.steps) {
      const rates = ratesOf(float64, recipe, parts)(e + 1);
      const weighed = (recipe.penalties ?? []).map(
        (setting, p) => rates.penalties[p] * penalties[setting.penalty](iteration.thetaOf(state)).value,
      );
      expectNear(
        weighed.reduce((sum, value) => sum + value, 0),
        penalty,
        `penalty at ${e}`,
      );
      inputs.forEach((x, k) => {
        const [t] = entryOf(parts.tasks, recipe.task).target(float64, recipe.task, x);
        expectNear(t, targets[k][0], 'target');
      });
      state = iteration.next(state, inputs, e + 1);
      expectNear(state[state.length - 1], loss, `loss at ${e}`);
      const wanted = thetaOf(recipe, weights);
      iteration.thetaOf(state).forEach((w, k) => expectNear(w, wanted[k], `${names[k]} after ${e}`));
    }
  });
});
