import { nothingToCheck, type GradientCheckOptions } from './check-options.js';
import type { AsyncGradientModel, GradientModel, GradientOf } from './gradient-model.js';
import { answersOf, requireModel } from './guarded-model.js';
import { settleAsAnswered } from './inquiry.js';
import { located, type LocatedVerdict } from './located-verdict.js';
import { ParameterTree } from './parameter-tree.js';
import { judgeGradient } from './taylor-verdict.js';
import { isPromiseLike } from '../base/when-known.js';

/** So many entries are examined one by one, without being asked to. */
const small = 128;

/**
 * Whether `gradient` is the gradient of `loss` at θ, found from values of the loss alone, without a step size
 * or a tolerance: see `readLine` for the mathematics. Every entry is examined along its axis; where all are
 * right, two lines in mixed directions check that the slopes add up, as those of a differentiable loss do.
 * Many entries are examined together; see `examineParts`.
 *
 * The parameters are a tree (see `ParameterTree`); each call of the model is given a fresh one of the same
 * classes. The verdict names an entry by its index in the flat list and by its path. Where the loss or the
 * gradient returns a promise, the verdict is promised.
 *
 * Where entries differ the verdict is the first of: wrong, staircase, noisy, not finite, branch cut, kink,
 * undecided, correct. A wrong entry is thus reported although another one is at a kink.
 * @throws ModelError where the model writes into its parameters, or gives what is no loss or no gradient of
 * θ; from the promise, where there is one
 */
export function gradientVerdict<Params = readonly number[]>(
  given: GradientModel<Params, GradientOf<Params>>,
  params: Params,
  options?: GradientCheckOptions,
): LocatedVerdict;
export function gradientVerdict<Params = readonly number[]>(
  given: AsyncGradientModel<Params>,
  params: Params,
  options?: GradientCheckOptions,
): Promise<LocatedVerdict>;
export function gradientVerdict(
  given: unknown,
  params: unknown,
  options: GradientCheckOptions = {},
): LocatedVerdict | Promise<LocatedVerdict> {
  return checkedGradient(given, params, options);
}

/** The same of a model of which nothing is known. */
export function checkedGradient(
  given: unknown,
  params: unknown,
  options: GradientCheckOptions,
): LocatedVerdict | Promise<LocatedVerdict> {
  requireModel(given);
  const tree = new ParameterTree(params);
  const nothing = nothingToCheck(tree.size, options);
  if (nothing !== null) {
    const coverage = { judged: 0, idle: [], unread: [], notAsked: tree.size };
    const isBare = tree.size === 0 && !Array.isArray(params);
    const reason = isBare ? `there is no number in the parameters, ${tree.describe()}: nothing to check` : nothing;
    return { kind: 'undecided', entry: null, path: null, reason, coverage };
  }
  const entries = options.entries ?? Array.from(tree.values, (_, entry) => entry);
  const { precision = 'auto', reproducibility = 'exact', thorough = entries.length <= small } = options;
  const inquiry = judgeGradient(tree.values, {
    ...{ entries, isThorough: thorough, precision, reproducibility },
    single: tree.single,
  });
  const verdict = settleAsAnswered(inquiry, answersOf(given, tree));
  return isPromiseLike(verdict) ? verdict.then((found) => located(found, tree)) : located(verdict, tree);
}
