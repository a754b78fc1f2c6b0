import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { runs } from '../../properties/run-count.js';
import { twoLayerNetwork, twoLayerNetworks } from './two-layer-network.js';
import { flattenWeights } from '../units/two-layers/layers.js';
import { withBackend, type BackendChoice } from '../numeric/backends.js';
import { float64 } from '../numeric/backends/float64.js';
import type { Numeric } from '../numeric/numeric.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { genericSample } from './generic-sample.js';
import { twoLayerModel } from './two-layer-model.js';
import type { LocatedModel } from './numeric-model.js';
import { stepErrors, stepLadder } from './step-errors.js';

/** Σ |w_i|·2^i for the nodes h/2^i of m stages, w_i = Π_{j≠i} h_j²/(h_j² − h_i²). */
function amplification(stages: number): number {
  const squares = Array.from({ length: stages }, (_, i) => 4 ** -i);
  const weights = squares.map((own, i) =>
    squares.reduce((w, other, j) => (i === j ? w : (w * other) / (other - own)), 1),
  );
  return weights.reduce((sum, weight, i) => sum + Math.abs(weight) * 2 ** i, 0);
}

/**
 * R(h): what an entry's error can be beside its first term K·h^{2m}, relative to the entry, by the error
 * model of `derivative`, q = (h/ρ)²:
 *
 *     truncation  (M/ρ)·Π(h_i/ρ)²·((1 − q)^{−m} − 1): the whole series of Cauchy's estimates without its
 *                 first term
 *     rounding    u·M·(c + |θ|/ρ)·Σ|w_i|/h_i, and as much again for the gradient that is taken as the truth
 */
function rest(
  unitRoundoff: number,
  { params, inputs, model, exact }: Place,
  { order, step }: { readonly order: number; readonly step: number },
): number {
  const m = order / 2;
  return Math.max(
    ...params.map((theta, entry) => {
      const { radius, magnitude = NaN, roundings = NaN } = model.neighbourhood(params, inputs, entry);
      const rho = radius / 2;
      const q = (step / rho) ** 2;
      const truncation = (magnitude / rho) * q ** m * 2 ** (-m * (m - 1)) * ((1 - q) ** -m - 1);
      const rounding = (unitRoundoff * magnitude * (roundings + Math.abs(theta) / rho) * amplification(m)) / step;
      return (truncation + 2 * rounding) / Math.abs(exact[entry]);
    }),
  );
}

interface Place {
  readonly model: LocatedModel;
  readonly params: readonly number[];
  readonly inputs: readonly number[];
  readonly exact: readonly number[];
}

function placeOf(name: string, seed: number): Place {
  const { shape, weights, x, target } = genericSample(xoroshiro128plus(seed));
  const model = twoLayerModel(twoLayerNetwork(name), shape, 'exact');
  const params = flattenWeights(weights);
  const inputs = [...x, ...target];
  return { model, params, inputs, exact: model.gradient(float64, params, inputs) };
}

/**
 * Slopes between neighbouring steps h > h' where |E − K·h^k| ≤ R is less than half of E, at both. There K·h^k
 * is within E ± R, so
 *
 *     |ln(E/E')/ln(h/h') − k|  ≤  (−ln(1 − R/E) − ln(1 − R'/E'))/ln(h/h')
 *
 * which holds for the largest relative error over the entries too: where every entry's is within R of
 * K_e·h^k, the largest is within R of max(K_e)·h^k.
 * @returns how many slopes there were, by order
 */
function checkSlopes<T>(n: Numeric<T>, place: Place): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const errors = stepErrors(n, place.model, place.params, place.inputs);
  errors.slice(1).forEach((shorter, k) => {
    const longer = errors[k];
    const doubt = (at: typeof longer) => rest(n.unitRoundoff, place, at) / at.error;
    if (longer.order !== shorter.order || !(doubt(longer) < 0.5) || !(doubt(shorter) < 0.5)) return;
    const octaves = Math.log(longer.step / shorter.step);
    const slope = Math.log(longer.error / shorter.error) / octaves;
    // E, E' and their quotient are rounded to float64 (3·2^-53 in the logarithm), and so are both logarithms
    // (2^-52 each) and their quotient.
    const rounded = 2 ** -52 * (1.5 / octaves + 2.5 * longer.order);
    const allowed = (-Math.log1p(-doubt(longer)) - Math.log1p(-doubt(shorter))) / octaves + rounded;
    expect(Math.abs(slope - longer.order), JSON.stringify({ longer, shorter })).toBeLessThanOrEqual(allowed);
    counts.set(longer.order, (counts.get(longer.order) ?? 0) + 1);
  });
  return counts;
}

describe('the errors of differences fall with the order that is promised', () => {
  const backends: readonly (readonly [BackendChoice, orders: readonly number[], cases: number])[] = [
    // float64 has so few digits that the model's bounds, which are not the least, may leave no such step.
    [{ name: 'float64', digits: null }, [], 100],
    [{ name: 'mpfr', digits: 50 }, [2, 4], 20],
    [{ name: 'mpfr', digits: 200 }, [2, 4, 6, 8], 5],
  ];
  for (const [backend, orders, cases] of backends) {
    property([fc.constantFrom(...twoLayerNetworks.map(({ name }) => name)), fc.nat()], { numRuns: runs(cases) })(
      `wherever truncation rules: ${backend.name}, ${backend.digits} digits`,
      async (network, seed) => {
        const counts = await withBackend(backend, (n) => checkSlopes(n, placeOf(network, seed)));
        // The law would say little if it were tried nowhere.
        for (const order of orders) expect(counts.get(order) ?? 0, `order ${order}`).toBeGreaterThan(0);
      },
    );
  }

  test('float64 leaves some at order 2', () => {
    for (const { name } of twoLayerNetworks) expect(checkSlopes(float64, placeOf(name, 1)).get(2)).toBeGreaterThan(0);
  });

  test('and then grow as 1/h', () => {
    const { model, params, inputs } = placeOf('complex-log', 1);
    for (const order of [2, 4, 6, 8]) {
      const errors = stepErrors(float64, model, params, inputs).filter((entry) => entry.order === order);
      const least = Math.min(...errors.map(({ error }) => error));
      // The shortest step is u^{2/3}, and the best of order 2 u^{1/3}: rounding, u/h, is there u^{-1/3} times
      // as large as at the best.
      expect(errors[errors.length - 1].error).toBeGreaterThan(100 * least);
      expect(errors[0].error).toBeGreaterThan(100 * least);
    }
  });
});

property([fc.double({ min: 1e-300, max: 2 ** -4, noNaN: true }), fc.double({ min: 1e-10, max: 1e10, noNaN: true })])(
  'a ladder has at most 40 steps, powers of two from half the radius to below u^{2/3}',
  (unitRoundoff, radius) => {
    const steps = stepLadder(unitRoundoff, radius);
    expect(steps.length).toBeLessThanOrEqual(40);
    expect(steps[0]).toBeLessThanOrEqual(radius / 2);
    expect(steps[0]).toBeGreaterThan(radius / 8);
    for (const step of steps) expect(Number.isInteger(Math.log2(step))).toBe(true);
    const ratios = steps.slice(1).map((step, k) => steps[k] / step);
    expect(new Set(ratios).size).toBeLessThanOrEqual(1);
    expect(Math.log2(steps[steps.length - 1])).toBeLessThanOrEqual(
      Math.max(Math.log2(steps[0]), Math.floor((2 / 3) * Math.log2(unitRoundoff))),
    );
  },
);
