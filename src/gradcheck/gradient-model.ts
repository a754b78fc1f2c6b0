/** Numbers side by side. */
export type NumberList = readonly number[] | Float32Array | Float64Array;

/** What may stand in a field of the parameters and is none of them. */
type Constant = string | boolean | bigint | symbol | null | undefined | Date | ((...args: never) => unknown);

/** A tree of the same shape as parameters of this type, with a number for each. */
type SameTree<Params> = Params extends number
  ? number
  : Params extends NumberList
    ? NumberList
    : Params extends ReadonlyMap<infer Key, infer Part>
      ? ReadonlyMap<Key, SameTree<Part>>
      : Params extends readonly unknown[]
        ? { readonly [K in keyof Params]: SameTree<Params[K]> }
        : Params extends object
          ? { readonly [K in keyof Params as Params[K] extends Constant ? never : K]: SameTree<Params[K]> } & {
              readonly [K in keyof Params as Params[K] extends Constant ? K : never]?: unknown;
            }
          : unknown;

/** A gradient with respect to parameters of this type: a tree of the same shape, or a flat list. */
export type GradientOf<Params> = NumberList | SameTree<Params>;

/** What a function for the gradient is said to return where nothing else is: of a list, an array. */
export type UsualGradient<Params> = [Params] extends [readonly number[]] ? readonly number[] : GradientOf<Params>;

/** A loss and what claims to be its gradient, black boxes over parameters in a tree; see `ParameterTree`. */
export interface GradientModel<Params = readonly number[], Gradient = UsualGradient<Params>> {
  /** L(θ) */
  readonly loss: (params: Params) => number;
  /** ∂L/∂θ_i, one entry a parameter: in a tree of the parameters' shape, or in a flat list. */
  readonly gradient: (params: Params) => Gradient;
}

/** A model of which the loss, the gradient or both are awaited. */
export interface AsyncGradientModel<Params = readonly number[]> {
  readonly loss: (params: Params) => number | PromiseLike<number>;
  readonly gradient: (params: Params) => GradientOf<Params> | PromiseLike<GradientOf<Params>>;
}
