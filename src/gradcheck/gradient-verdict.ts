import { nothingToCheck, type GradientCheckOptions } from './check-options.js';
import type { GradientModel } from './gradient-model.js';
import { guardedModel, requireModel, requireParameters } from './guarded-model.js';
import { settle } from './inquiry.js';
import { judgeGradient } from './taylor-verdict.js';
import type { GradientVerdict } from './verdict.js';

/**
 * Whether `gradient` is the gradient of `loss` at θ, found from values of the loss alone, without a step size
 * or a tolerance: see `examineLine` for the mathematics. Every entry is examined along its axis; where all
 * are right, one line in a mixed direction checks that the slopes add up, as those of a differentiable loss
 * do.
 *
 * Where entries differ the verdict is the first of: wrong, noisy, not finite, branch cut, kink, undecided,
 * correct. A wrong entry is thus reported although another one is at a kink.
 * @throws ModelError where the model writes into its parameters, or gives what is no loss or no gradient of θ
 */
export function gradientVerdict(
  given: GradientModel,
  params: readonly number[],
  options: GradientCheckOptions = {},
): GradientVerdict {
  requireModel(given);
  requireParameters(params);
  const nothing = nothingToCheck(params.length, options);
  if (nothing !== null) return { kind: 'undecided', entry: null, reason: nothing };
  const entries = options.entries ?? Array.from(params, (_, entry) => entry);
  const model = guardedModel(given);
  return settle(judgeGradient(params, entries), ({ part, params: at }) => model[part](at));
}
