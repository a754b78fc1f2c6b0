import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as layers from '@tensorflow/tfjs-layers';
import { fromTfjsLayers } from 'warizan/testing';

const network = layers.sequential({
  layers: [
    layers.layers.dense({ units: 3, activation: 'tanh', inputShape: [2] }),
    layers.layers.dense({ units: 1 }),
  ],
});
const inputs = tf.tensor2d([[0.5, -1], [2, 0.25]]);
const targets = tf.tensor2d([[1], [0]]);

/** A layers model and the loss of a batch. */
export const regression = fromTfjsLayers(tf, network, {
  inputs,
  loss: (outputs) => tf.losses.meanSquaredError(targets, outputs),
});
