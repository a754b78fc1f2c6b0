import fc from 'fast-check';
import { isPromiseLike } from '../base/when-known.js';
import { nothingToCheck, type GradientCheckOptions } from '../gradcheck/check-options.js';
import type { GradientOf } from '../gradcheck/gradient-model.js';
import { requireModel, type CallableModel } from '../gradcheck/guarded-model.js';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { ModelError } from '../gradcheck/model-error.js';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import { BoundedRawProperty, type Turn } from './bounded-property.js';
import { describeVerdict, literal } from './describe-verdict.js';
import type {
  AsyncDifferentiableModel,
  DifferentiableModel,
  GivenParams,
  GradientPoint,
} from './differentiable-model.js';
import { judgedProperty } from './judged-property.js';
import { plainCopy } from './plain-copy.js';
import { Refuted } from './refuted.js';
import { requireArbitrary } from './require-arbitrary.js';
import type { RunLimits } from './run-limits.js';
import { verdictAt } from './verdict-at.js';

/**
 * Where the gradient is checked, and what to make of points where there is none. No step size, no tolerance.
 */
export interface GradientOptions<Params = readonly number[]> extends GradientCheckOptions, RunLimits {
  /** The parameters to try; see `parameters` for a ready-made arbitrary. */
  readonly params: fc.Arbitrary<GivenParams<Params>>;
  /**
   * Points that admit no verdict: kinks, branch cuts, losses that are not finite there or too rough to be
   * read. `skip` draws another one (a run in which too many are skipped fails, and says for which reasons);
   * `fail` reports the first. A loss or gradient that is not deterministic always fails, and so does a
   * gradient that is NaN where the loss has a slope.
   * @defaultValue 'skip'
   */
  readonly unjudged?: 'skip' | 'fail';
}

/** The options of a model that takes inputs. */
export interface GradientOptionsWithInputs<Inputs, Params = readonly number[]> extends GradientOptions<Params> {
  readonly inputs: fc.Arbitrary<Inputs>;
}

/**
 * The property that `model.gradient` is the gradient of `model.loss`, at every point the arbitraries give.
 *
 * A case is checked by `gradientVerdict`: the Taylor remainder |L(θ+hd) − L(θ) − h·⟨g,d⟩| must fall with
 * order 2. The property fails with a message that says which entry is wrong, the model's value, the harness's
 * and its error, the digits to which they agree and the order measured; fast-check shrinks the parameters and
 * inputs first. Run it with `fc.assert`, or with `assertProperty` for a message with a replay line.
 *
 * The model is given copies of parameters and inputs. One that writes into them, or does not return what it
 * must, fails at once with a `ModelError`, without shrinking. The property ends within the limits of
 * `RunLimits`.
 *
 * Where the loss or the gradient returns a promise, the property is asynchronous: to find that out, a model
 * is called once at a drawn point when fast-check asks.
 */
export function gradientMatches<Params = readonly number[]>(
  model: DifferentiableModel<undefined, Params, GradientOf<Params>>,
  options: GradientOptions<Params>,
): fc.IProperty<[GradientPoint<undefined, Params>]>;
export function gradientMatches<Inputs, Params = readonly number[]>(
  model: DifferentiableModel<Inputs, Params, GradientOf<Params>>,
  options: GradientOptionsWithInputs<Inputs, Params>,
): fc.IProperty<[GradientPoint<Inputs, Params>]>;
export function gradientMatches<Params = readonly number[]>(
  model: AsyncDifferentiableModel<undefined, Params>,
  options: GradientOptions<Params>,
): fc.IAsyncProperty<[GradientPoint<undefined, Params>]>;
export function gradientMatches<Inputs, Params = readonly number[]>(
  model: AsyncDifferentiableModel<Inputs, Params>,
  options: GradientOptionsWithInputs<Inputs, Params>,
): fc.IAsyncProperty<[GradientPoint<Inputs, Params>]>;
export function gradientMatches(model: unknown, options: AnyGradientOptions): fc.IRawProperty<[AnyPoint]> {
  return gradientProperty(model, options);
}

/** A point of which nothing is known. */
type AnyPoint = GradientPoint<unknown, unknown>;

/** The options of a model of which nothing is known. */
export interface AnyGradientOptions extends Omit<GradientOptions, 'params'> {
  readonly params: fc.Arbitrary<unknown>;
  readonly inputs?: fc.Arbitrary<unknown>;
}

/** The same of a model of which nothing is known. */
export function gradientProperty(model: unknown, options: AnyGradientOptions): fc.IRawProperty<[AnyPoint]> {
  requireModel(model);
  requireArbitrary('params', options.params);
  if (options.inputs !== undefined) requireArbitrary('inputs', options.inputs);
  const points = fc.record({ params: options.params, inputs: options.inputs ?? fc.constant(undefined) });
  return new BoundedRawProperty(
    (turn) =>
      judgedProperty(
        points,
        (point) => judgePoint(model, point, options, turn),
        () => isAwaited(model, points),
      ),
    options,
  );
}

/** @throws Refuted where the gradient is wrong there; Error where it could not be judged and must be */
function judgePoint(
  model: CallableModel,
  { params, inputs }: AnyPoint,
  options: AnyGradientOptions,
  { spend, skip, unmoved }: Turn,
): void | Promise<void> {
  const tree = new ParameterTree(params);
  const { size } = tree;
  if (size === 0) skip('no parameters', () => describePoint(params, inputs));
  // No other case would do.
  const nothing = nothingToCheck(size, options);
  if (nothing !== null) throw new ModelError(nothing);
  const judge = (verdict: LocatedVerdict) => {
    if (isPassed(verdict, options)) {
      unmoved(verdict.coverage.idle.map((entry) => tree.name(entry)));
      return;
    }
    const failure = () => describeGradientFailure(verdict, params, inputs);
    if (isUnjudged(verdict) && options.unjudged !== 'fail') skip(reasonOf(verdict), failure);
    throw isRefuting(verdict) ? new Refuted(failure()) : new Error(failure());
  };
  const verdict = verdictAt(model, { params, inputs }, options, spend);
  if (isPromiseLike(verdict)) return verdict.then(judge);
  judge(verdict);
}

/**
 * Whether a case has shown that the gradient is right as far as it can be judged: in at least one entry, and
 * wrong in none. Entries at a kink, say, say nothing of the others.
 */
function isPassed(verdict: LocatedVerdict, { unjudged }: AnyGradientOptions): boolean {
  const { judged, unread } = verdict.coverage;
  if (verdict.kind === 'correct') return judged > 0;
  // A finding of no entry in particular is of all of them.
  const isOfEntry = isUnjudged(verdict) && 'entry' in verdict && verdict.entry !== null;
  return isOfEntry && unjudged !== 'fail' && judged > 0 && unread.length > 0;
}

/** Why a case was not judged, in a word or two. */
function reasonOf(verdict: LocatedVerdict): string {
  return verdict.kind === 'correct' ? 'noise covers every entry' : verdict.kind.replace('-', ' ');
}

/** Whether the loss or the gradient returns a promise, at a drawn point. What it throws a run will say. */
function isAwaited(model: CallableModel, points: fc.Arbitrary<AnyPoint>): boolean {
  try {
    const [{ params, inputs }] = fc.sample(points, { numRuns: 1, seed: 0 });
    const tree = new ParameterTree(params);
    return (['loss', 'gradient'] as const).some((part) => {
      const result = model[part](tree.build(tree.values), plainCopy(inputs));
      if (!isPromiseLike(result)) return false;
      // Nobody waits for it.
      result.then(undefined, () => undefined);
      return true;
    });
  } catch {
    return false;
  }
}

function describePoint(params: unknown, inputs: unknown): string {
  const lines = [`  params   ${literal(params)}`];
  if (inputs !== undefined) lines.push(`  inputs   ${literal(inputs)}`);
  return lines.join('\n');
}

/** The verdict, and the point it was given at. */
export function describeGradientFailure(verdict: LocatedVerdict, params: unknown, inputs: unknown): string {
  return `${describeVerdict(verdict)}\n${describePoint(params, inputs)}`;
}

/** Whether the verdict says nothing about the gradient: what a suite may skip. */
export function isUnjudged(verdict: LocatedVerdict): boolean {
  switch (verdict.kind) {
    case 'kink':
    case 'branch-cut':
    case 'undecided':
      return true;
    case 'noisy':
      return verdict.deterministic;
    case 'not-finite':
      return verdict.where !== 'gradient';
    case 'correct':
      return verdict.coverage.judged === 0;
    case 'wrong':
    case 'staircase':
      return false;
  }
}

/** Whether the verdict is that the gradient is wrong: neither right, nor beyond judgement. */
export function isRefuting(verdict: LocatedVerdict): boolean {
  return verdict.kind !== 'correct' && verdict.kind !== 'noisy' && !isUnjudged(verdict);
}
