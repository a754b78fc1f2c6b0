import { isPromiseLike, whenKnown } from '../base/when-known.js';
import type { GradientCheckOptions } from '../gradcheck/check-options.js';
import { checkedGradient } from '../gradcheck/gradient-verdict.js';
import { requireModel } from '../gradcheck/guarded-model.js';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { ModelError } from '../gradcheck/model-error.js';
import type { GradientPoint } from './differentiable-model.js';
import { firstDifference } from './first-difference.js';
import { plainCopy } from './plain-copy.js';

/**
 * Evaluations after each of which the inputs are looked at; after that the end is soon enough, and costs
 * nothing.
 */
const watchedEvaluations = 8;

/**
 * The verdict on a model at a point: `gradientVerdict` with the inputs fixed. The model is given a copy of
 * them. The verdict is promised where the loss or the gradient returns a promise.
 * @param spend called before every evaluation
 * @throws ModelError where the model writes into its inputs, and as `gradientVerdict` does
 */
export function verdictAt(
  model: unknown,
  { params, inputs }: GradientPoint<unknown, unknown>,
  options: GradientCheckOptions = {},
  spend?: () => void,
): LocatedVerdict | Promise<LocatedVerdict> {
  requireModel(model);
  const copy = plainCopy(inputs);
  let evaluations = 0;
  const refuseWrites = (part: string) => {
    const difference = firstDifference(inputs, copy);
    if (difference !== null) throw new ModelError(`the ${part} writes into its inputs (${difference})`);
  };
  const evaluated = (part: 'loss' | 'gradient') => (at: unknown) => {
    spend?.();
    return whenKnown(model[part](at, copy), (result) => {
      if (evaluations < watchedEvaluations) refuseWrites(part);
      evaluations += 1;
      return result;
    });
  };
  const judged = (verdict: LocatedVerdict) => {
    refuseWrites('model');
    return verdict;
  };
  const failed = (error: unknown): never => {
    // Whatever else came of inputs that were written into is not what should be said.
    if (!(error instanceof ModelError)) refuseWrites('model');
    throw error;
  };
  try {
    const verdict = checkedGradient({ loss: evaluated('loss'), gradient: evaluated('gradient') }, params, options);
    return isPromiseLike(verdict) ? verdict.then(judged, failed) : judged(verdict);
  } catch (error) {
    return failed(error);
  }
}
