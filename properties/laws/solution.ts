import fc from 'fast-check';
import type { recogniseSolution } from '../../src/units/two-layers/solution.js';
import { float64 } from '../../src/numeric/backends/float64.js';
import type { TwoLayerNetwork } from '../../src/testing/two-layer-network.js';
import { arbitraryQuotientSolution } from '../../src/testing/arbitrary-solution.js';
import { arbitraryInputs } from '../../src/testing/arbitrary-weights.js';
import { literal } from '../../src/testing/describe-verdict.js';

const quotient = [[1, -1]];

/**
 * P7. Every member computes a/b, for a and b of any sign. |u_j| is |c·x| rounded once and ln is off by 1 ulp
 * of itself, 2u; the sum rounds once more: 3u·(|ln|c·a|| + |ln|c·b||) + 2u in s. exp and cos add 2u each,
 * their product and a/b and the quotient u each: 9u, and 1u for the second order. cos(±π) = −1 to 10^-32.
 */
export function memberComputesQuotient(network: TwoLayerNetwork) {
  return fc.property(
    arbitraryQuotientSolution(network.unitExponent),
    arbitraryInputs(2),
    ({ weights, scale }, [a, b]) => {
      const [y] = network.output(float64, weights, [a, b]);
      const logs = Math.abs(Math.log(Math.abs(scale * a))) + Math.abs(Math.log(Math.abs(scale * b)));
      const bound = 2 ** -53 * (3 * logs + 10);
      // Log-square does not see signs.
      const expected = network.unitExponent === 1 ? a / b : Math.abs(a / b);
      if (Math.abs(y / expected - 1) <= bound) return;
      throw new Error(`${a}/${b} came out as ${y} with ${literal(weights)}`);
    },
  );
}

/** P7. Recognising a member returns its own permutation and scale, and no residual. */
export function memberIsRecognised(recognise: typeof recogniseSolution) {
  return fc.property(arbitraryQuotientSolution(), ({ weights, permutation, scale }) => {
    const found = recognise(weights, quotient, 1);
    const same =
      found !== null &&
      literal(found.permutation) === literal(permutation) &&
      found.scale === scale &&
      found.residual === 0;
    if (!same) throw new Error(`permutation ${literal(permutation)}, scale ${scale} taken for ${literal(found)}`);
  });
}
