import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const loss = (x) => tf.image.resizeBilinear(x.reshape([1, 3, 3, 1]), [2, 2], false, true).sum();
const values = [0, 1, 2, 3, 4, 5, 6, 7, 8];

console.log(Array.from(tf.grad(loss)(tf.tensor1d(values)).dataSync())); // entry 0 is claimed to be 1
const h = 0.5; // The loss is linear: a difference is the derivative.
const moved = tf.tensor1d(values.with(0, h));
console.log((loss(moved).dataSync()[0] - loss(tf.tensor1d(values)).dataSync()[0]) / h); // 0.5625, which is 0.75²
