import fc from 'fast-check';
import {
  gradientVerdict,
  type GradientCheckOptions,
  type GradientModel,
  type GradientVerdict,
} from '../analysis/taylor-verdict.js';
import { describeVerdict, literal } from './describe-verdict.js';

/** A loss and its claimed gradient with respect to the parameters, at inputs of any type (a batch, a target, a configuration). */
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

/** Where the gradient is checked, and what to make of points where there is none. No step size, no tolerance. */
export interface GradientOptions extends GradientCheckOptions {
  /** The parameters to try; see `parameters` for a ready-made arbitrary. */
  readonly params: fc.Arbitrary<readonly number[]>;
  /**
   * Points that admit no verdict: kinks, branch cuts, losses that are not finite there or too rough to be read. `skip`
   * draws another one (a run in which too many are skipped fails); `fail` reports the first.
   * A loss or gradient that is not deterministic always fails, and so does a gradient that is NaN where the loss has a
   * slope.
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
 * A case is checked by `gradientVerdict`: the Taylor remainder |L(θ+hd) − L(θ) − h·⟨g,d⟩| must fall with order 2. The
 * property fails with a message that says which entry is wrong, the model's value, the harness's and its error, the
 * digits to which they agree and the order measured; fast-check shrinks the parameters and inputs first. Run it with
 * `fc.assert`, or with `assertProperty` for a message with a replay line.
 */
export function gradientMatches(
  model: DifferentiableModel,
  options: GradientOptions,
): fc.IPropertyWithHooks<[GradientPoint]>;
export function gradientMatches<Inputs>(
  model: DifferentiableModel<Inputs>,
  options: GradientOptionsWithInputs<Inputs>,
): fc.IPropertyWithHooks<[GradientPoint<Inputs>]>;
export function gradientMatches(
  model: DifferentiableModel<unknown>,
  options: GradientOptions & { readonly inputs?: fc.Arbitrary<unknown> },
): fc.IPropertyWithHooks<[GradientPoint<unknown>]> {
  const point = fc.record({ params: options.params, inputs: options.inputs ?? fc.constant(undefined) });
  return fc.property(point, ({ params, inputs }) => {
    const verdict = gradientVerdict(modelAt(model, inputs), params, options);
    if (verdict.kind === 'correct') return;
    if (isUnjudged(verdict) && options.unjudged !== 'fail') fc.pre(false);
    throw new Error(describeGradientFailure(verdict, params, inputs));
  });
}

/** The model with its inputs fixed. */
export function modelAt<Inputs>(model: DifferentiableModel<Inputs>, inputs: Inputs): GradientModel {
  return {
    loss: (params) => model.loss(params, inputs),
    gradient: (params) => model.gradient(params, inputs),
  };
}

/** The verdict, and the point it was given at. */
export function describeGradientFailure(verdict: GradientVerdict, params: readonly number[], inputs: unknown): string {
  const lines = [describeVerdict(verdict), `  params   ${literal(params)}`];
  if (inputs !== undefined) lines.push(`  inputs   ${literal(inputs)}`);
  return lines.join('\n');
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
