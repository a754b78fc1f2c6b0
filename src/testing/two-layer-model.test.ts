import { describe, expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { conditioning, twoLayerModel } from './two-layer-model.js';
import { complexLogNetwork, logSquareNetwork, twoLayerNetwork, twoLayerNetworks } from './two-layer-network.js';

const shape = { inputs: 2, hidden: 2, outputs: 2 };
/** u = (1·2 + 2·3, −3·2 + 1·3) = (8, −3) */
const weights = {
  w0: [
    [1, 2],
    [-3, 1],
  ],
  w1: [
    [2, -1],
    [0.25, 4],
  ],
};
const x = [2, 3];
const target = [-5, 7];
const [ln8, ln3] = [Math.log(8), Math.log(3)];

const close = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, k) => expect(Math.abs(found[k] / value - 1)).toBeLessThan(1e-13));
};

describe.each([
  [complexLogNetwork, 1, [ln8, ln3 + Math.PI]],
  [logSquareNetwork, 2, [2 * ln8, 2 * ln3]],
] as const)('the error model of %o', (network, k, z) => {
  const [, kappa] = [1, 3];
  /** (|W1| + 1)·(k·I·(2κ+1) + 1 + (3 + H)·(|z|+2)) */
  const term = (w: number, cancellation: number, size: number) =>
    (Math.abs(w) + 1) * (k * 2 * (2 * cancellation + 1) + 1 + 5 * (size + 2));
  const sums = weights.w1.map(([a, b]) => term(a, 1, z[0]) + term(b, kappa, z[1]));
  const modulus = weights.w1.map(([a, b]) => 8 ** (k * a) * 3 ** (k * b));
  const found = conditioning(network, weights, x);

  test('is that of its docstring', () => {
    expect([found.u, found.cancellation]).toEqual([
      [8, -3],
      [1, kappa],
    ]);
    close(found.z, z);
    close(found.modulus, modulus);
    close([found.roundings], [Math.max(...sums) + 6]);
  });

  test('bounds a loss near a point, along every entry', () => {
    const model = twoLayerModel(network, shape, 'exact');
    const params = [...weights.w0.flat(), ...weights.w1.flat()];
    // 1/(2q) of |u_j|, q the steepest exponent of row j; and what turns the phase, or the magnitude, by ln 2.
    const [q0, q1] = [2 * k, 4 * k];
    const last = z.map((size) => (2 * Math.log(2)) / (1 + size));
    const radii = [8 / (2 * q0), 8 / (3 * q0), 3 / (2 * q1), 3 / (3 * q1), last[0], last[1], last[0], last[1]];
    radii.forEach((radius, entry) => {
      const near = model.neighbourhood(params, [...x, ...target], entry);
      close([near.radius], [radius]);
      close([near.magnitude ?? 0], [((5 + 2 * modulus[0]) ** 2 + (7 + 2 * modulus[1]) ** 2) / 2]);
      close([near.roundings ?? 0], [2 * found.roundings + 6]);
      close([near.scale ?? 0], [(modulus[0] * (modulus[0] + 5) + modulus[1] * (modulus[1] + 7)) / radius]);
    });
  });

  test('is of a loss that is half the squared error', () => {
    const model = twoLayerModel(network, shape, 'exact');
    const params = [...weights.w0.flat(), ...weights.w1.flat()];
    const [y0, y1] = network.output(float64, weights, x);
    close([model.loss(float64, params, [...x, ...target])], [((y0 + 5) ** 2 + (y1 - 7) ** 2) / 2]);
    const { gradient } = network.gradient(float64, weights, x, target, 'exact', (value) => value);
    expect(model.gradient(float64, params, [...x, ...target])).toEqual([...gradient.w0.flat(), ...gradient.w1.flat()]);
  });
});

test('a network is found by its name, and has what it is said to have', () => {
  expect(twoLayerNetworks.map(({ name, hasPhase, unitExponent }) => [name, hasPhase, unitExponent])).toEqual([
    ['log-square', false, 0.5],
    ['complex-log', true, 1],
  ]);
  for (const network of twoLayerNetworks) expect(twoLayerNetwork(network.name)).toBe(network);
  expect(() => twoLayerNetwork('nau')).toThrow('unit: nau has no two layers; these have: log-square, complex-log');
});
