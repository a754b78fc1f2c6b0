import type { AdaptedModel, Adapter } from './adapter.js';
import { kindOf, ModelError } from '../../gradcheck/model-error.js';
import type { NumberList } from '../../gradcheck/gradient-model.js';
import type { DifferentiableModel } from '../differentiable-model.js';
import { mapArrays, type ArrayValues, type ValuesOf } from './array-leaves.js';

/** What is asked of a tensor of TensorFlow.js. */
export interface TfjsTensor {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
}

/** What is asked of a variable of TensorFlow.js. */
export interface TfjsVariable<Tensor> extends TfjsTensor {
  readonly name: string;
  assign(value: Tensor): void;
}

/** What is asked of TensorFlow.js: `@tensorflow/tfjs`, `-core` or `-node`, as it is imported. */
export interface Tfjs<Tensor extends TfjsTensor> {
  tensor(values: ArrayValues, shape?: number[]): Tensor;
  tidy(run: () => number[]): number[];
  grads(f: (...tensors: Tensor[]) => Tensor): (tensors: Tensor[]) => readonly Tensor[];
  variableGrads(
    f: () => Tensor,
    variables?: TfjsVariable<Tensor>[],
  ): { readonly grads: Readonly<Record<string, TfjsTensor>> };
}

/**
 * A model of a function over tensors. The parameters are a tree with numbers, lists of numbers or rows of
 * them where the function takes tensors; a `Float32Array` is a vector, and what TensorFlow.js computes in, so
 * that a step in it is exact. The claimed gradient is `tf.grads`. No tensor outlives a call.
 * @param tf TensorFlow.js, with a backend whose `dataSync` answers: cpu, wasm, webgl, node
 * @param loss what is to be differentiated, as a scalar
 */
export function fromTfjs<Tensor extends TfjsTensor, Taken>(
  tf: Tfjs<Tensor>,
  loss: (params: Taken) => NoInfer<Tensor>,
): AdaptedModel<ValuesOf<Taken, Tensor>>;
export function fromTfjs<Tensor extends TfjsTensor, Taken, Inputs>(
  tf: Tfjs<Tensor>,
  loss: (params: Taken, inputs: Inputs) => NoInfer<Tensor>,
): DifferentiableModel<Inputs, ValuesOf<Taken, Tensor>, readonly number[]>;
export function fromTfjs<Tensor extends TfjsTensor, Taken, Inputs>(
  tf: Tfjs<Tensor>,
  loss: (params: Taken, inputs: Inputs) => Tensor,
): DifferentiableModel<Inputs, ValuesOf<Taken, Tensor>, readonly number[]> {
  const opened = (params: ValuesOf<Taken, Tensor>) => {
    const tensors: Tensor[] = [];
    mapArrays<Taken, Tensor>(params, (values) => {
      const tensor = tf.tensor(values);
      tensors.push(tensor);
      return tensor;
    });
    const of = (given: readonly Tensor[], inputs: Inputs): Tensor => {
      let next = 0;
      return loss(
        mapArrays<Taken, Tensor>(params, () => given[next++]),
        inputs,
      );
    };
    return { tensors, of };
  };
  return {
    loss: (params, inputs) =>
      first(
        tf.tidy(() => {
          const { tensors, of } = opened(params);
          return [scalar(of(tensors, inputs))];
        }),
      ),
    gradient: (params, inputs) =>
      tf.tidy(() => {
        const { tensors, of } = opened(params);
        const gradients = tf.grads((...given) => of(given, inputs))(tensors);
        return gradients.flatMap((gradient) => Array.from(gradient.dataSync()));
      }),
  };
}

/** A model of variables, and the values that they have. */
export interface TfjsVariablesModel extends AdaptedModel<Readonly<Record<string, NumberList>>> {
  /** The values of the variables by their names, to begin a check from. */
  readonly params: Readonly<Record<string, Float32Array>>;
}

/**
 * A model of a loss over variables: those are given the parameters, by name, and their own values again when
 * a call is over. The claimed gradient is `tf.variableGrads`.
 */
export function fromTfjsVariables<Tensor extends TfjsTensor>(
  tf: Tfjs<Tensor>,
  variables: readonly TfjsVariable<Tensor>[],
  loss: () => Tensor,
): TfjsVariablesModel {
  const assign = (values: Readonly<Record<string, NumberList>>) => {
    for (const variable of variables) variable.assign(tf.tensor(values[variable.name], [...variable.shape]));
  };
  const read = () =>
    Object.fromEntries(variables.map((variable) => [variable.name, Float32Array.from(variable.dataSync())]));
  const at = (params: Readonly<Record<string, NumberList>>, run: () => number[]) =>
    tf.tidy(() => {
      const own = read();
      assign(params);
      try {
        return run();
      } finally {
        assign(own);
      }
    });
  return {
    get params() {
      return read();
    },
    loss: (params) => first(at(params, () => [scalar(loss())])),
    gradient: (params) =>
      at(params, () => {
        const { grads } = tf.variableGrads(loss, [...variables]);
        return variables.flatMap(({ name }) => Array.from(grads[name].dataSync()));
      }),
  };
}

/** What is asked of a model of `tf.layers`. */
export interface TfjsLayersModel<Tensor> {
  readonly trainableWeights: readonly unknown[];
  apply(inputs: Tensor): unknown;
}

/**
 * A model of `tf.layers`: its parameters are its trainable weights by their names (`dense_Dense1/kernel`),
 * and its loss that of a batch.
 * @param batch the inputs, and the loss of the outputs: a loss of `tf.losses` with its targets, say
 */
export function fromTfjsLayers<Tensor extends TfjsTensor>(
  tf: Tfjs<Tensor>,
  network: TfjsLayersModel<NoInfer<Tensor>>,
  batch: { readonly inputs: NoInfer<Tensor>; readonly loss: (outputs: NoInfer<Tensor>) => NoInfer<Tensor> },
): TfjsVariablesModel {
  const variables = network.trainableWeights.map((weight): unknown =>
    typeof weight === 'object' && weight !== null && 'val' in weight ? weight.val : weight,
  );
  const isOwn = (value: unknown): value is TfjsVariable<Tensor> => isTensor(value) && 'assign' in value;
  const isOutput = (value: unknown): value is Tensor => isTensor(value);
  if (variables.length === 0 || !variables.every(isOwn)) {
    throw new ModelError('the network has no weights: give its first layer an inputShape, or build it');
  }
  return fromTfjsVariables(tf, variables, () => {
    const outputs = network.apply(batch.inputs);
    if (!isOutput(outputs)) throw new ModelError(`the network returned ${kindOf(outputs)}: it must return one tensor`);
    return batch.loss(outputs);
  });
}

function isTensor(value: unknown): value is TfjsTensor {
  return typeof value === 'object' && value !== null && 'dataSync' in value && 'shape' in value;
}

/** @throws ModelError where the loss is no scalar */
function scalar(loss: TfjsTensor): number {
  const values = loss.dataSync();
  if (values.length === 1) return values[0];
  throw new ModelError(`the loss returned a tensor of shape [${loss.shape.join(', ')}]: it must return a scalar`);
}

function first(values: readonly number[]): number {
  return values[0];
}

/** The entry of the registry. */
export const tfjs: Adapter = {
  name: 'tfjs',
  peer: '@tensorflow/tfjs',
  says: 'a function of tensors, a loss over variables, or a model of tf.layers',
  functions: [fromTfjs.name, fromTfjsVariables.name, fromTfjsLayers.name],
};
