/** TensorFlow.js: losses of labels, and gradients of broadcast operands. */
import { load } from '../load-tfjs.js';

const tf = await load();
const packageName = '@tensorflow/tfjs@4.22.0';

function entry(name, point, f, right, why) {
  return {
    package: packageName,
    name,
    point,
    loss: (x) => tf.tidy(() => f(tf.tensor1d(x)).dataSync()[0]),
    gradient: (x) => tf.tidy(() => Array.from(tf.grad(f)(tf.tensor1d(x)).dataSync())),
    right,
    why,
  };
}

const numbers =
  (...values) =>
  (n) =>
    values.map((value) => n.fromNumber(value));
const logits = [0.25, 1, -1];

/** ln Σ e^z − z_i: what a label weighs. */
const surprise = (n) => {
  const z = logits.map((value) => n.fromNumber(value));
  const total = n.ln(z.map((value) => n.exp(value)).reduce((a, b) => n.add(a, b)));
  return z.map((value) => n.sub(total, value));
};

export default [
  entry(
    'losses.softmaxCrossEntropy, by the labels',
    [0.25, 0.5, 0.25],
    (x) => tf.losses.softmaxCrossEntropy(x.reshape([1, 3]), tf.tensor2d([logits])),
    surprise,
    'softmax − label, the gradient by the logits with another sign, for the labels',
  ),
  entry(
    'maximum of [2, 2] and [2], by the second',
    [3, 3],
    (x) => tf.maximum(tf.ones([2, 2]), x).sum(),
    numbers(2, 2),
    'does not sum over the broadcast axis',
  ),
  entry(
    'minimum of [2, 2] and [2], by the second',
    [0.5, 0.5],
    (x) => tf.minimum(tf.ones([2, 2]), x).sum(),
    numbers(2, 2),
    'does not sum over the broadcast axis',
  ),
  entry(
    'squaredDifference of [2, 2] and [2], by the second',
    [3, 2],
    (x) => tf.squaredDifference(tf.ones([2, 2]), x).sum(),
    numbers(8, 4),
    'does not sum over the broadcast axis',
  ),
  entry(
    'matMul of [1, 2, 2] and [2, 2, 2], by the first',
    [1, 2, 3, 4],
    (x) => tf.matMul(x.reshape([1, 2, 2]), tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])).sum(),
    numbers(14, 22, 14, 22),
    'does not sum over the broadcast axis',
  ),
];
