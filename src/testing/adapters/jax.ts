import type { AdaptedModel, Adapter } from './adapter.js';
import { ModelError } from '../../gradcheck/model-error.js';
import type { DifferentiableModel } from '../differentiable-model.js';
import { isSingle, mapArrays, type ArrayValues, type ValuesOf } from './array-leaves.js';

/** What is asked of an array of jax-js. */
export interface JaxArray {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
}

/** What is asked of jax-js: `@jax-js/jax`, as it is imported. */
export interface Jax<LibraryArray extends JaxArray> {
  readonly numpy: {
    array(values: never, options?: never): LibraryArray;
  };
  grad(f: never): unknown;
}

/** How a function over arrays is called. */
export interface JaxOptions {
  /**
   * What the arrays of the parameters hold.
   * @defaultValue float32 for a `Float32Array`, else float64
   */
  readonly dtype?: 'float32' | 'float64';
}

/**
 * A model of a function over arrays of jax-js. The parameters are a tree with numbers, lists of numbers or
 * rows of them where the function takes arrays. The claimed gradient is `grad`. jax-js counts references:
 * each call is given fresh arrays, which the function consumes.
 * @param loss what is to be differentiated, as a scalar
 */
export function fromJax<LibraryArray extends JaxArray, Taken>(
  library: Jax<LibraryArray>,
  loss: (params: Taken) => NoInfer<LibraryArray>,
  options?: JaxOptions,
): AdaptedModel<ValuesOf<Taken, LibraryArray>>;
export function fromJax<LibraryArray extends JaxArray, Taken, Inputs>(
  library: Jax<LibraryArray>,
  loss: (params: Taken, inputs: Inputs) => NoInfer<LibraryArray>,
  options?: JaxOptions,
): DifferentiableModel<Inputs, ValuesOf<Taken, LibraryArray>, readonly number[]>;
export function fromJax<LibraryArray extends JaxArray, Taken, Inputs>(
  library: Jax<LibraryArray>,
  loss: (params: Taken, inputs: Inputs) => LibraryArray,
  { dtype }: JaxOptions = {},
): DifferentiableModel<Inputs, ValuesOf<Taken, LibraryArray>, readonly number[]> {
  const arrays = (params: ValuesOf<Taken, LibraryArray>) =>
    mapArrays<Taken, LibraryArray>(params, (values) =>
      arrayOf(library.numpy, values, { dtype: dtype ?? (isSingle(values) ? 'float32' : 'float64') }),
    );
  return {
    loss: (params, inputs) => scalar(loss(arrays(params), inputs)),
    gradient: (params, inputs) => {
      const into: number[] = [];
      collect(gradientOf(library, (tree: Taken) => loss(tree, inputs))(arrays(params)), into);
      return into;
    },
  };
}

/** `numpy.array`, whose own type names the kinds of numbers by an enumeration of the library's. */
function arrayOf<LibraryArray extends JaxArray>(
  numpy: Jax<LibraryArray>['numpy'],
  values: ArrayValues,
  options: JaxOptions,
): LibraryArray;
function arrayOf(
  numpy: { array(values: unknown, options: unknown): unknown },
  values: unknown,
  options: unknown,
): unknown {
  return numpy.array(values, options);
}

/** `grad`, whose own type says more of the function than can be known here. */
function gradientOf<Tree, LibraryArray extends JaxArray>(
  library: Jax<LibraryArray>,
  f: (tree: Tree) => LibraryArray,
): (tree: Tree) => unknown;
function gradientOf(library: { grad(f: unknown): unknown }, f: unknown): unknown {
  return library.grad(f);
}

/** The numbers of a tree of arrays, in order. */
function collect(tree: unknown, into: number[]): void {
  if (isArray(tree)) {
    for (const value of Array.from(tree.dataSync())) into.push(value);
  } else if (typeof tree === 'object' && tree !== null) {
    for (const part of Object.values(tree)) collect(part, into);
  }
}

function isArray(value: unknown): value is JaxArray {
  return typeof value === 'object' && value !== null && 'dataSync' in value && typeof value.dataSync === 'function';
}

/** @throws ModelError where the loss is no scalar */
function scalar(loss: JaxArray): number {
  const { shape } = loss;
  const values = loss.dataSync();
  if (values.length === 1) return values[0];
  throw new ModelError(`the loss returned an array of shape [${shape.join(', ')}]: it must return a scalar`);
}

/** The entry of the registry. */
export const jax: Adapter = {
  name: 'jax-js',
  peer: '@jax-js/jax',
  says: 'a function of arrays',
  functions: [fromJax.name],
};
