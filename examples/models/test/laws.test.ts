import * as tf from '@tensorflow/tfjs';
import { adapterLaws, describeVerdict, fromJax, fromTfjs, gradientVerdict, parameters } from 'warizan/testing';
import { describe, expect, test } from 'vitest';
import type { Array as JaxArray } from '@jax-js/jax';

// jax-js asks for it, and Node has it from version 24 on.
Reflect.set(globalThis, 'Float16Array', Reflect.get(globalThis, 'Float16Array') ?? class extends Float32Array {});
const jax = await import('@jax-js/jax');

/** L = Σ tanh(W·x + b)² */
const tensors = (p: { W: tf.Tensor; b: tf.Tensor }, x: number[]): tf.Tensor =>
  tf.sum(tf.square(tf.tanh(tf.add(tf.mul(tf.reshape(p.W, [2]), tf.tensor1d(x)), p.b))));
// What single precision holds, squared and summed.
const bounds = { min: -100, max: 100 };
const points = {
  params: parameters({ W: new Float32Array(2), b: new Float32Array(2) }, bounds),
  inputs: parameters(2, bounds),
};

describe('tfjs', () => {
  const model = fromTfjs(tf, tensors);
  const laws = adapterLaws({
    ...points,
    name: 'a function of tensors',
    model,
    own: async ({ W, b }, x) => {
      const own = tf.tidy(() => {
        const { value, grads } = tf.valueAndGrads((w: tf.Tensor, c: tf.Tensor) => tensors({ W: w, b: c }, x))([
          tf.tensor(W),
          tf.tensor(b),
        ]);
        return [value.dataSync()[0], ...grads.flatMap((g) => Array.from(g.dataSync()))];
      });
      return { loss: own[0], gradient: own.slice(1) };
    },
    alive: () => tf.memory().numTensors,
  });
  test.each(laws)('$name', (law) => law.check({ numRuns: 10 }));

  test('a published gradient that is wrong is found out: cumsum, exclusive', () => {
    const cumsum = fromTfjs(tf, (p: tf.Tensor) => tf.sum(tf.square(tf.cumsum(tf.reshape(p, [2, 2]), 0, true))));
    const verdict = gradientVerdict(cumsum, Float32Array.of(1, 2, 3, 4));
    console.log(describeVerdict(verdict));
    expect(verdict.kind).toBe('wrong');
  });

  test('a loss that is no scalar is told so', () => {
    const wide = fromTfjs(tf, (p: tf.Tensor) => tf.square(p));
    expect(() => gradientVerdict(wide, Float32Array.of(1, 2))).toThrow(
      'the loss returned a tensor of shape [2]: it must return a scalar',
    );
  });
});

describe('jax-js', () => {
  const { numpy: np } = jax;
  const arrays = (p: { W: JaxArray; b: JaxArray }, x: number[]): JaxArray =>
    np.sum(np.square(np.tanh(p.W.mul(np.array(x, { dtype: np.float32 })).add(p.b))));
  const model = fromJax(jax, arrays);
  const laws = adapterLaws({
    ...points,
    name: 'a function of arrays',
    model,
    own: async ({ W, b }, x) => {
      const given = () => ({ W: np.array(W), b: np.array(b) });
      const [value, grads] = jax.valueAndGrad((p: { W: JaxArray; b: JaxArray }) => arrays(p, x))(given());
      return { loss: value.js(), gradient: { W: grads.W.js(), b: grads.b.js() } };
    },
    alive: () => null,
  });
  test.each(laws)('$name', (law) => law.check({ numRuns: 10 }));
});
