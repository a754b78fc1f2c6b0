import { kindOf, ModelError } from './model-error.js';
import type { GradientModel } from './gradient-model.js';

/**
 * The model behind a guard: it is called with a copy of the parameters, and what it does to them and gives
 * back is looked at after every call.
 *
 * Parameters may also be a Float64Array, of which the model then gets copies; TypeScript's users have arrays.
 * @throws ModelError from the call in which the model writes into its parameters, or gives anything but a
 * number (the loss) or one number a parameter (the gradient)
 */
export function guardedModel(model: GradientModel): GradientModel {
  const call = <R>(part: 'loss' | 'gradient', params: readonly number[], use: (copy: readonly number[]) => R): R => {
    const copy = params.slice();
    const result = use(copy);
    refuseWrites(part, params, copy);
    return result;
  };
  return {
    loss: (params) => readLoss(call('loss', params, (copy) => model.loss(copy))),
    gradient: (params) =>
      readGradient(
        call('gradient', params, (copy) => model.gradient(copy)),
        params.length,
      ),
  };
}

/**
 * Whether this is a model.
 * @throws ModelError where it has no loss or no gradient to call
 */
export function requireModel(model: unknown): void {
  const wanted = 'a model is an object with loss(params) and gradient(params)';
  if (typeof model !== 'object' && typeof model !== 'function')
    throw new ModelError(`${kindOf(model)} is no model: ${wanted}`);
  if (model === null) throw new ModelError(`null is no model: ${wanted}`);
  if (!('loss' in model && typeof model.loss === 'function')) throw new ModelError(`the model has no loss: ${wanted}`);
  if (!('gradient' in model && typeof model.gradient === 'function')) {
    throw new ModelError(`the model has no gradient: ${wanted}`);
  }
}

/**
 * Whether these are parameters a model can be judged at.
 * @throws ModelError where they are not an array of numbers
 */
export function requireParameters(params: unknown): void {
  const wanted = 'must be an array of numbers (number[])';
  if (params instanceof Float64Array) return;
  if (!Array.isArray(params)) throw new ModelError(`the parameters are ${kindOf(params)}: they ${wanted}`);
  for (let entry = 0; entry < params.length; entry++) {
    const value: unknown = params[entry];
    if (typeof value === 'number') continue;
    throw new ModelError(`entry ${entry} of the parameters is ${kindOf(value)}: they ${wanted}`);
  }
}

/** What a call did to its parameters, where it did anything. */
function refuseWrites(part: string, params: readonly number[], copy: readonly number[]): void {
  const { length } = params;
  if (copy.length !== length) {
    throw new ModelError(`the ${part} writes into its parameters (${length} entries became ${copy.length})`);
  }
  for (let entry = 0; entry < length; entry++) {
    if (Object.is(copy[entry], params[entry])) continue;
    throw new ModelError(
      `the ${part} writes into its parameters (entry ${entry}: ${params[entry]} became ${copy[entry]})`,
    );
  }
}

function readLoss(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ModelError(`the loss returned ${kindOf(value)}: it must return a number${awaited(value)}`);
}

function readGradient(value: unknown, length: number): readonly number[] {
  if (!Array.isArray(value) && !(value instanceof Float64Array) && !(value instanceof Float32Array)) {
    const wanted = `an array of ${length} ${length === 1 ? 'number' : 'numbers'}, one a parameter`;
    throw new ModelError(`the gradient returned ${kindOf(value)}: it must return ${wanted}${awaited(value)}`);
  }
  if (value.length !== length) {
    throw new ModelError(`the gradient has ${value.length} entries, the parameters have ${length}`);
  }
  return Array.from(value, (entry: unknown, k) => {
    if (typeof entry === 'number') return entry;
    throw new ModelError(`entry ${k} of the gradient is ${kindOf(entry)}: it must be a number`);
  });
}

function awaited(value: unknown): string {
  return kindOf(value) === 'a Promise' ? ', at once' : '';
}
