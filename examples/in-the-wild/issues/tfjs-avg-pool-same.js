import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const loss = (x) => tf.avgPool(x.reshape([1, 2, 2, 1]), 2, 1, 'same').sum();
const x = tf.tensor1d([1, 2, 3, 4]);

console.log(Array.from(tf.grad(loss)(x).dataSync())); // claimed [0.25, 0.5, 0.5, 1]
const h = 0.5; // The loss is linear: a difference is the derivative.
const moved = tf.tensor1d([1, 2, 3, 4 + h]);
console.log((loss(moved).dataSync()[0] - loss(x).dataSync()[0]) / h); // entry 3 is 2.25, not 1
