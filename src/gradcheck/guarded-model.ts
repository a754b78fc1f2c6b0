import { whenKnown } from '../base/when-known.js';
import type { Answer, Question } from './inquiry.js';
import { kindOf, ModelError } from './model-error.js';
import type { ParameterTree } from './parameter-tree.js';

/** A model of which only that is known that its parts can be called. */
export interface CallableModel {
  loss(params: unknown, inputs?: unknown): unknown;
  gradient(params: unknown, inputs?: unknown): unknown;
}

/**
 * Who answers for a model: each of its functions is called with a fresh tree of the parameters' classes, and
 * what it does to that tree and gives back is looked at after every call. An answer that the model promises
 * is a promise.
 * @throws ModelError from the call in which the model writes into its parameters, or gives anything but a
 * number (the loss) or one number a parameter (the gradient)
 */
export function answersOf(
  model: CallableModel,
  tree: ParameterTree,
): (question: Question) => Answer | PromiseLike<Answer> {
  return ({ part, params }) => {
    const copy = tree.build(params);
    const read = (result: unknown): Answer => {
      const difference = tree.difference(copy, params);
      if (difference !== null) throw new ModelError(`the ${part} writes into its parameters (${difference})`);
      return part === 'loss' ? readLoss(result) : tree.readGradient(result);
    };
    return whenKnown(model[part](copy), read);
  };
}

/**
 * Whether this is a model.
 * @throws ModelError where it has no loss or no gradient to call
 */
export function requireModel(model: unknown): asserts model is CallableModel {
  const wanted = 'a model is an object with loss(params) and gradient(params)';
  if (typeof model !== 'object' && typeof model !== 'function')
    throw new ModelError(`${kindOf(model)} is no model: ${wanted}`);
  if (model === null) throw new ModelError(`null is no model: ${wanted}`);
  if (!('loss' in model && typeof model.loss === 'function')) throw new ModelError(`the model has no loss: ${wanted}`);
  if (!('gradient' in model && typeof model.gradient === 'function')) {
    throw new ModelError(`the model has no gradient: ${wanted}`);
  }
}

function readLoss(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ModelError(`the loss returned ${kindOf(value)}: it must return a number`);
}
