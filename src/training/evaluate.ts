import { float64 } from '../numeric/backends/float64.js';
import { hypot } from '../numeric/elementary/hypot.js';
import type { Numeric } from '../numeric/numeric.js';
import { forwardPass } from '../units/derived-forward.js';
import { shippedParts, type Parts } from './parts.js';
import { unitOf, type Recipe } from './recipe.js';
import { sliceOf, type SampleSet } from './samples.js';
import type { Sample } from './tasks/task.js';

/** Judges a θ in float64, on sets of samples. */
export interface Evaluator {
  /** (1/(n·O)) Σ_k Σ_o (y_o − t_o)², summed in the samples' order; NaN where an output is NaN. */
  meanSquaredError(theta: readonly number[], set: SampleSet): number;
  /** That, and how steep it is there. */
  fit(theta: readonly number[], set: SampleSet): Fit;
}

export interface Fit {
  readonly meanSquaredError: number;
  /** ‖(1/n)·Σ_k ∂L_k/∂θ‖ with L_k = ½ Σ_o (y_o − t_o)², the Euclidean norm of the mean derivative. */
  readonly meanGradientNorm: number;
}

/** What is added up over samples, in their order. */
export type EvaluationTerms<T> = (theta: readonly T[], sample: Sample<T>) => readonly T[];

/** What an evaluation asks of each sample, over any number system. */
export interface SampleEvaluation<T> {
  /** (y_o − t_o)² for each o, all of one sum; as the unit is evaluated, where that differs from training. */
  readonly squares: EvaluationTerms<T>;
  /** ∂L/∂θ with L = ½ Σ_o (y_o − t_o)²: a sum for each entry of θ. */
  readonly gradient: EvaluationTerms<T>;
}

/** How a recipe's unit is evaluated. */
export function sampleEvaluationOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): SampleEvaluation<T> {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const on = unit.on(n, sizes, options);
  const evaluated = on.evaluated?.bind(on) ?? on.output.bind(on);
  const forward = forwardPass(n, unit, sizes, options);
  const errors = (output: readonly T[], target: readonly T[]): readonly T[] =>
    output.map((y, o) => n.sub(y, target[o]));
  return {
    squares: (theta, { x, target }) => errors(evaluated(theta, x), target).map((error) => n.mul(error, error)),
    gradient(theta, { x, target }) {
      const pass = forward(theta, x);
      return pass.backward(errors(pass.output, target), unit.gradients[0], (value) => value);
    },
  };
}

/** Sums over the samples of a set, in their order, from 0 on. */
export type SumsOverSet = (theta: readonly number[], set: SampleSet) => readonly number[];

/** What an evaluator is made of. */
export interface EvaluationSums {
  /** One sum. */
  readonly squares: SumsOverSet;
  /** The same, then a sum for each entry of θ. */
  readonly fit: SumsOverSet;
}

export function evaluatorBy({ squares, fit }: EvaluationSums, outputs: number): Evaluator {
  const mean = (sum: number, set: SampleSet): number => sum / (set.size * outputs);
  return {
    meanSquaredError: (theta, set) => mean(squares(theta, set)[0], set),
    fit(theta, set) {
      const [sum, ...gradient] = fit(theta, set);
      return { meanSquaredError: mean(sum, set), meanGradientNorm: hypot(...gradient) / set.size };
    },
  };
}

/** The sums of a recipe's unit on the core, for any unit. */
export function coreSumsOf(recipe: Recipe, parts: Parts): EvaluationSums {
  const { squares, gradient } = sampleEvaluationOf(float64, recipe, parts);
  const { inputs: I, outputs: O } = unitOf(recipe, parts).sizes;
  const sampleOf = ({ inputs, targets }: SampleSet, k: number): Sample<number> => ({
    x: sliceOf(inputs, k * I, I),
    target: sliceOf(targets, k * O, O),
  });
  const squaresOver: SumsOverSet = (theta, set) => {
    let sum = 0;
    for (let k = 0; k < set.size; k++) for (const square of squares(theta, sampleOf(set, k))) sum += square;
    return [sum];
  };
  return {
    squares: squaresOver,
    fit(theta, set) {
      const sums = theta.map(() => 0);
      for (let k = 0; k < set.size; k++) gradient(theta, sampleOf(set, k)).forEach((g, i) => (sums[i] += g));
      return [...squaresOver(theta, set), ...sums];
    },
  };
}

/** The evaluator of a recipe's unit on the core, for any unit. */
export function evaluatorOf(recipe: Recipe, parts: Parts = shippedParts): Evaluator {
  return evaluatorBy(coreSumsOf(recipe, parts), unitOf(recipe, parts).sizes.outputs);
}
