import fc from 'fast-check';
import { float64 } from '../../src/numeric/backends/float64.js';
import type { TwoLayerNetwork } from '../../src/testing/two-layer-network.js';
import { permuteHidden } from '../../src/units/two-layers/permute.js';
import type { Weights } from '../../src/units/two-layers/layers.js';
import { arbitraryGradientSample } from '../../src/testing/arbitrary-gradient-sample.js';
import { arbitraryExtremeWeights } from '../../src/testing/arbitrary-weights.js';
import { commutesWith, type Symmetry } from '../../src/testing/commutes-with.js';
import { clip, nanToZero } from '../../src/training/rules/sgd.js';

export const swap = [1, 0];

interface Case {
  readonly weights: Weights<number>;
  readonly x: readonly number[];
  readonly target: readonly number[];
  readonly kind: string;
  readonly bound: number;
}

interface Result {
  readonly output: readonly number[];
  readonly loss: number;
  readonly gradient: Weights<number>;
}

/**
 * P6. Swapping two hidden rows with their W1 entries swaps the gradient and leaves output and loss alone, bit
 * for bit, clipped or not: with two hidden units every sum over them has two terms, and addition commutes.
 * For any inputs and outputs, and any weights there are: subnormal, huge, with pre-activations of 0.
 */
export function commutesWithSwap(network: TwoLayerNetwork) {
  const size = fc.record({ inputs: fc.integer({ min: 1, max: 4 }), outputs: fc.integer({ min: 1, max: 3 }) });
  const cases = size.chain(({ inputs, outputs }): fc.Arbitrary<Case> => {
    const shape = { inputs, hidden: 2, outputs };
    const moderate = arbitraryGradientSample(network, { shape });
    const extreme = fc.record({ weights: arbitraryExtremeWeights(shape), sample: moderate });
    return fc
      .record({
        point: fc.oneof(
          moderate,
          extreme.map(({ weights, sample }) => ({ ...sample, weights })),
        ),
        kind: fc.constantFrom(...network.gradients),
        bound: fc.constantFrom(Infinity, 700, 0.5),
      })
      .map(({ point: { weights, x, target }, kind, bound }) => ({ weights, x, target, kind, bound }));
  });
  const symmetry: Symmetry<Case, Result> = {
    name: 'the swap of two hidden units',
    onInput: (given) => ({ ...given, weights: permuteHidden(given.weights, swap) }),
    onOutput: (result) => ({ ...result, gradient: permuteHidden(result.gradient, swap) }),
  };
  return commutesWith(
    ({ weights, x, target, kind, bound }: Case): Result => {
      const nz = nanToZero(float64);
      const limit = clip(float64, bound);
      const guard = (value: number) => (bound === Infinity ? value : nz(limit(value)));
      return {
        output: network.output(float64, weights, x),
        ...network.gradient(float64, weights, x, target, kind, guard),
      };
    },
    symmetry,
    { inputs: cases },
  );
}
