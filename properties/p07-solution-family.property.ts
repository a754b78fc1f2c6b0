import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from './property.js';
import { recogniseSolution, solutionTolerance } from '../src/units/two-layers/solution.js';
import { twoLayerNetworks } from '../src/testing/two-layer-network.js';
import { permuteHidden } from '../src/units/two-layers/permute.js';
import { flattenWeights, shapeOf, unflattenWeights, type Weights } from '../src/units/two-layers/layers.js';
import { arbitraryQuotientSolution } from '../src/testing/arbitrary-solution.js';
import { arbitraryPermutation } from '../src/testing/arbitrary-weights.js';
import { memberComputesQuotient, memberIsRecognised } from './laws/solution.js';
import { runs } from './run-count.js';

const quotient = [[1, -1]];

/**
 * P7. Every member of either network's family computes a/b (log-square: |a/b|) to rounding, for a and b of
 * any sign.
 */
describe('P7: a member of the solution family computes a/b to rounding', () => {
  for (const network of twoLayerNetworks) {
    test(network.name, () => {
      fc.assert(memberComputesQuotient(network), { numRuns: runs(300) });
    });
  }
});

/** P7. Recognising a member returns its own permutation and scale, and no residual. */
test('P7: a member is recognised by its own permutation and scale', () => {
  fc.assert(memberIsRecognised(recogniseSolution), { numRuns: runs(300) });
});

/**
 * P7. A member moved by more than the tolerance away from the family is not taken for a solution. An exponent
 * or an entry off the permutation moved by δ leaves a residual of δ, the scales being read elsewhere. A scale
 * moved to c·(1 ± 3δ) is met half-way by the other, which leaves √2·|√(1 ± 3δ) − 1| ≥ 2δ, or is 0 or of the
 * other sign.
 */
propertyOfRecord({
  member: arbitraryQuotientSolution(),
  entry: fc.integer({ min: 0, max: 5 }),
  by: fc.double({ min: 2 * solutionTolerance, max: 0.5, noNaN: true }),
  sign: fc.constantFrom(1, -1),
})('a perturbed member is not a solution', ({ member: { weights, scale }, entry, by, sign }) => {
  const entries = flattenWeights(weights);
  const isScale = entry < 4 && entries[entry] !== 0;
  const distance = isScale ? by * 3 : by;
  entries[entry] += sign * distance * (entry < 4 ? Math.abs(scale) : 1);
  expect(recogniseSolution(unflattenWeights(shapeOf(weights), entries), quotient, 1)).toBeNull();
});

/** P7. A small perturbation is still recognised, and the residual is its size to first order. */
propertyOfRecord({
  member: arbitraryQuotientSolution(),
  column: fc.integer({ min: 0, max: 1 }),
  by: fc.double({ min: 1e-6, max: 5e-3, noNaN: true }),
})('the residual is the size of a perturbation of an exponent', ({ member: { weights, permutation }, column, by }) => {
  const w1 = weights.w1.map((row) => row.map((w, j) => (j === column ? w + by : w)));
  const found = recogniseSolution({ w0: weights.w0, w1 }, quotient, 1);
  expect(found?.permutation).toEqual(permutation);
  expect(found?.residual).toBeCloseTo(by, 12);
});

/**
 * Recognition commutes with the order of hidden units, for a family with three inputs, one of which does not
 * matter.
 */
propertyOfRecord({ order: arbitraryPermutation(4), a: fc.double({ min: 0.1, max: 10, noNaN: true }) })(
  'any order of hidden units is recognised, unused rows and inputs included',
  ({ order, a }) => {
    // t = x0²/x2 with scales a and a²: a^2·(a²)^-1 = 1; rows 2 and 3 are unused.
    const weights: Weights<number> = {
      w0: [
        [a, 0, 0],
        [0, 0, a * a],
        [1, 2, 3],
        [0, 5, 0],
      ],
      w1: [[2, -1, 0, 0]],
    };
    const found = recogniseSolution(permuteHidden(weights, order), [[2, 0, -1]], 1);
    expect(found?.permutation).toEqual(order.map((row) => [0, 2, -1, -1][row]));
    expect(found?.residual).toBeLessThan(1e-12);
  },
);

describe('signs', () => {
  const rows = (c: number, d: number): Weights<number> => ({
    w0: [
      [c, 0],
      [0, d],
    ],
    w1: [[1, -1]],
  });
  test('opposite signs compute −a/b: not a solution', () => {
    expect(recogniseSolution(rows(1, -1), quotient, 1)).toBeNull();
  });
  test('log-square does not see signs', () => {
    const weights: Weights<number> = {
      w0: [
        [1, 0],
        [0, -1],
      ],
      w1: [[0.5, -0.5]],
    };
    expect(recogniseSolution(weights, quotient, 0.5)?.residual).toBe(0);
  });
  test('a fractional exponent takes a positive scale only', () => {
    const root = (c: number) => recogniseSolution({ w0: [[c]], w1: [[0.5]] }, [[0.5]], 1);
    expect(root(1)?.residual).toBe(0);
    expect(root(-1)).toBeNull();
  });
  test('the essay’s result is a swapped solution of scale 1.00525', () => {
    const essay: Weights<number> = {
      w0: [
        [-1.71228449e-8, 1.00525062],
        [1.00525061, -4.72288257e-9],
      ],
      w1: [[-0.99999998, 0.99999998]],
    };
    const found = recogniseSolution(essay, quotient, 1);
    expect(found?.permutation).toEqual([1, 0]);
    expect(found?.scale).toBeCloseTo(1.005250615, 8);
    expect(found?.residual).toBeLessThan(1e-7);
  });
  test('NaN is no solution', () => {
    expect(recogniseSolution(rows(NaN, 1), quotient, 1)).toBeNull();
  });
});
