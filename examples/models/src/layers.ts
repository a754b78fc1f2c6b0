import * as tf from '@tensorflow/tfjs';
import { fromTfjsLayers } from 'warizan/testing';

const network = tf.sequential({
  layers: [tf.layers.dense({ units: 3, activation: 'tanh', inputShape: [2] }), tf.layers.dense({ units: 1 })],
});
const inputs = tf.tensor2d([
  [0.5, -1],
  [2, 0.25],
]);
const targets = tf.tensor2d([[1], [0]]);

/** A layers model and the loss of a batch. */
export const regression = fromTfjsLayers(tf, network, {
  inputs,
  loss: (outputs) => tf.losses.meanSquaredError(targets, outputs),
});
