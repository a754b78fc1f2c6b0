import { float64 } from '../numeric/backends/float64.js';
import { hypot } from '../numeric/elementary/hypot.js';
import { forwardPass } from '../units/derived-forward.js';
import { shippedParts, type Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';
import type { SampleSet } from './samples.js';

/** Judges a θ in float64, on sets of samples. */
export interface Evaluator {
  /** (1/(n·O)) Σ_k Σ_o (y_o − t_o)², summed in the samples' order; NaN where an output is NaN. */
  meanSquaredError(theta: readonly number[], set: SampleSet): number;
  /** ‖(1/n)·Σ_k ∂L_k/∂θ‖ with L_k = ½ Σ_o (y_o − t_o)², the Euclidean norm of the mean derivative. */
  meanGradientNorm(theta: readonly number[], set: SampleSet): number;
}

/**
 * The evaluator of a recipe's unit on the core, for any unit. A unit whose evaluation differs from training
 * is evaluated so.
 */
export function evaluatorOf(recipe: Recipe, parts: Parts = shippedParts): Evaluator {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const { inputs: I, outputs: O } = sizes;
  const on = unit.on(float64, sizes, options);
  const evaluated = on.evaluated?.bind(on) ?? on.output.bind(on);
  const forward = forwardPass(float64, unit, sizes, options);
  const inputsOf = ({ inputs }: SampleSet, k: number) => Array.from(inputs.subarray(k * I, (k + 1) * I));
  return {
    meanSquaredError(theta, set) {
      let sum = 0;
      for (let k = 0; k < set.size; k++) {
        evaluated(theta, inputsOf(set, k)).forEach((y, o) => {
          const error = y - set.targets[k * O + o];
          sum += error * error;
        });
      }
      return sum / (set.size * O);
    },
    meanGradientNorm(theta, set) {
      const sum = new Float64Array(theta.length);
      for (let k = 0; k < set.size; k++) {
        const pass = forward(theta, inputsOf(set, k));
        const byOutput = pass.output.map((y, o) => y - set.targets[k * O + o]);
        pass
          .backward(byOutput, unit.gradients[0], (value) => value)
          .forEach((g, i) => {
            sum[i] += g;
          });
      }
      return hypot(...sum) / set.size;
    },
  };
}
