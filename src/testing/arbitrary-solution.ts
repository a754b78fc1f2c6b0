import fc, { type Arbitrary } from 'fast-check';
import type { Matrix, Weights } from '../units/two-layers/layers.js';
import { arbitraryPermutation } from './arbitrary-weights.js';

/** A member of a solution family, with what it was made from. */
export interface SolutionMember {
  readonly weights: Weights<number>;
  /** permutation[j] is the input hidden row j sees. */
  readonly permutation: readonly number[];
  readonly scale: number;
}

/**
 * Members of the family of a/b: any row order and any scale c ≠ 0 of either sign, from 10^-3 to 10^3.
 * @param unitExponent 1 for complex-log, ½ for log-square
 */
export function arbitraryQuotientSolution(unitExponent = 1): Arbitrary<SolutionMember> {
  const magnitude = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }));
  return fc
    .record({ permutation: arbitraryPermutation(2), magnitude, negative: fc.boolean() })
    .map(({ permutation, magnitude: size, negative }) => {
      const scale = negative ? -size : size;
      const exponents: Matrix<number> = [[1, -1]];
      return {
        permutation,
        scale,
        weights: {
          w0: permutation.map((input) => [0, 1].map((i) => (i === input ? scale : 0))),
          w1: exponents.map((row) => permutation.map((input) => row[input] * unitExponent)),
        },
      };
    });
}
