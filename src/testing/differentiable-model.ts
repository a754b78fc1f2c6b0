import type { GradientOf, UsualGradient } from '../gradcheck/gradient-model.js';

/**
 * A loss and its claimed gradient with respect to the parameters, at inputs of any type (a batch, a target, a
 * configuration). The parameters are any tree of numbers; see `ParameterTree`.
 */
export interface DifferentiableModel<Inputs = undefined, Params = readonly number[], Gradient = UsualGradient<Params>> {
  loss(params: Params, inputs: Inputs): number;
  /** ∂L/∂θ_i, one entry a parameter: in a tree of the parameters' shape, or in a flat list. */
  gradient(params: Params, inputs: Inputs): Gradient;
}

/** The same where the loss, the gradient or both are awaited. */
export interface AsyncDifferentiableModel<Inputs = undefined, Params = readonly number[]> {
  loss(params: Params, inputs: Inputs): number | PromiseLike<number>;
  gradient(params: Params, inputs: Inputs): GradientOf<Params> | PromiseLike<GradientOf<Params>>;
}

/** A point at which a model is checked. */
export interface GradientPoint<Inputs = undefined, Params = readonly number[]> {
  readonly params: Params;
  readonly inputs: Inputs;
}

/**
 * Parameters as they are given to a check: never written into, since the model works on a copy. For a model
 * that takes an array of numbers any array will do.
 */
export type GivenParams<Params> = Params extends readonly number[] ? readonly number[] : ReadonlyTree<Params>;

type ReadonlyTree<Params> = Params extends Float32Array | Float64Array | ((...args: never) => unknown)
  ? Params
  : Params extends ReadonlyMap<infer Key, infer Part>
    ? ReadonlyMap<Key, ReadonlyTree<Part>>
    : Params extends object
      ? { readonly [K in keyof Params]: ReadonlyTree<Params[K]> }
      : Params;
