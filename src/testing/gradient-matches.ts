import fc from 'fast-check';
import { gradientVerdict } from '../gradcheck/gradient-verdict.js';
import { nothingToCheck, type GradientCheckOptions } from '../gradcheck/check-options.js';
import type { GradientModel } from '../gradcheck/gradient-model.js';
import type { GradientVerdict } from '../gradcheck/verdict.js';
import { requireModel } from '../gradcheck/guarded-model.js';
import { ModelError } from '../gradcheck/model-error.js';
import { BoundedProperty, type RunLimits } from './bounded-property.js';
import { describeVerdict, literal } from './describe-verdict.js';
import { firstDifference } from './first-difference.js';
import { plainCopy } from './plain-copy.js';
import { Refuted } from './refuted.js';
import { requireArbitrary } from './require-arbitrary.js';

/**
 * A loss and its claimed gradient with respect to the parameters, at inputs of any type (a batch, a target, a
 * configuration).
 */
export interface DifferentiableModel<Inputs = undefined> {
  loss(params: readonly number[], inputs: Inputs): number;
  /** ∂L/∂θ_i, one entry a parameter. */
  gradient(params: readonly number[], inputs: Inputs): readonly number[];
}

/** A point at which a model is checked. */
export interface GradientPoint<Inputs = undefined> {
  readonly params: readonly number[];
  readonly inputs: Inputs;
}

/**
 * Where the gradient is checked, and what to make of points where there is none. No step size, no tolerance.
 */
export interface GradientOptions extends GradientCheckOptions, RunLimits {
  /** The parameters to try; see `parameters` for a ready-made arbitrary. */
  readonly params: fc.Arbitrary<readonly number[]>;
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
export interface GradientOptionsWithInputs<Inputs> extends GradientOptions {
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
 */
export function gradientMatches(model: DifferentiableModel, options: GradientOptions): fc.IProperty<[GradientPoint]>;
export function gradientMatches<Inputs>(
  model: DifferentiableModel<Inputs>,
  options: GradientOptionsWithInputs<Inputs>,
): fc.IProperty<[GradientPoint<Inputs>]>;
export function gradientMatches(
  model: DifferentiableModel<unknown>,
  options: GradientOptions & { readonly inputs?: fc.Arbitrary<unknown> },
): fc.IProperty<[GradientPoint<unknown>]> {
  requireModel(model);
  requireArbitrary('params', options.params);
  if (options.inputs !== undefined) requireArbitrary('inputs', options.inputs);
  const point = fc.record({ params: options.params, inputs: options.inputs ?? fc.constant(undefined) });
  return new BoundedProperty(
    ({ spend, skip }) =>
      fc.property(point, ({ params, inputs }) => {
        if (params.length === 0) skip('no parameters', () => describePoint(params, inputs));
        // No other case would do.
        const nothing = nothingToCheck(params.length, options);
        if (nothing !== null) throw new ModelError(nothing);
        const verdict = verdictAt(model, { params, inputs }, options, spend);
        if (verdict.kind === 'correct') return;
        const failure = () => describeGradientFailure(verdict, params, inputs);
        if (isUnjudged(verdict) && options.unjudged !== 'fail') skip(verdict.kind.replace('-', ' '), failure);
        throw new Refuted(failure());
      }),
    options,
  );
}

/**
 * Evaluations after each of which the inputs are looked at; after that the end is soon enough, and costs
 * nothing.
 */
const watchedEvaluations = 8;

/**
 * The verdict on a model at a point: `gradientVerdict` with the inputs fixed. The model is given a copy of
 * them.
 * @param spend called before every evaluation
 * @throws ModelError where the model writes into its inputs, and as `gradientVerdict` does
 */
export function verdictAt<Inputs>(
  model: DifferentiableModel<Inputs>,
  { params, inputs }: GradientPoint<Inputs>,
  options: GradientCheckOptions = {},
  spend?: () => void,
): GradientVerdict {
  requireModel(model);
  const copy = plainCopy(inputs);
  let evaluations = 0;
  const refuseWrites = (part: string) => {
    const difference = firstDifference(inputs, copy);
    if (difference !== null) throw new ModelError(`the ${part} writes into its inputs (${difference})`);
  };
  const evaluated = <R>(part: 'loss' | 'gradient', evaluate: () => R): R => {
    spend?.();
    const result = evaluate();
    if (evaluations < watchedEvaluations) refuseWrites(part);
    evaluations += 1;
    return result;
  };
  const fixed: GradientModel = {
    loss: (at) => evaluated('loss', () => model.loss(at, copy)),
    gradient: (at) => evaluated('gradient', () => model.gradient(at, copy)),
  };
  try {
    const verdict = gradientVerdict(fixed, params, options);
    refuseWrites('model');
    return verdict;
  } catch (error) {
    // Whatever else came of inputs that were written into is not what should be said.
    if (!(error instanceof ModelError)) refuseWrites('model');
    throw error;
  }
}

function describePoint(params: readonly number[], inputs: unknown): string {
  const lines = [`  params   ${literal(params)}`];
  if (inputs !== undefined) lines.push(`  inputs   ${literal(inputs)}`);
  return lines.join('\n');
}

/** The verdict, and the point it was given at. */
export function describeGradientFailure(verdict: GradientVerdict, params: readonly number[], inputs: unknown): string {
  return `${describeVerdict(verdict)}\n${describePoint(params, inputs)}`;
}

/** Whether the verdict says nothing about the gradient: what a suite may skip. */
export function isUnjudged(verdict: GradientVerdict): boolean {
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
    case 'wrong':
      return false;
  }
}
