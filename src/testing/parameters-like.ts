import type fc from 'fast-check';
import { ParameterTree } from '../gradcheck/parameter-tree.js';
import { parameters } from './parameters.js';

/**
 * Parameters of the same shape and classes as these, with the values that `parameters` draws: what is no
 * parameter stays as it is, and an entry of a `Float32Array` is rounded to what that holds.
 * @param example a tree of parameters, of which only the shape counts
 * @throws ModelError where it is none
 */
export function parametersLike<Params>(example: Params): fc.Arbitrary<Params>;
export function parametersLike(example: unknown): fc.Arbitrary<unknown> {
  const tree = new ParameterTree(example);
  return parameters(tree.size).map((values) => tree.build(values));
}
