import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const weights = tf.tensor2d([
  [1, 10],
  [100, 1000],
]);
const loss = (x) => tf.cumsum(x, 0).mul(weights).sum();
const x = tf.tensor2d([
  [1, 2],
  [3, 4],
]);

console.log(Array.from(tf.grad(loss)(x).dataSync())); // claimed [101, 100, 1010, 1000]
const h = 0.5; // The loss is linear: a difference is the derivative.
const moved = tf.tensor2d([
  [1, 2 + h],
  [3, 4],
]);
console.log((loss(moved).dataSync()[0] - loss(x).dataSync()[0]) / h); // entry [0, 1] is 1010, not 100
