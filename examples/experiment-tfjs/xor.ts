import * as tf from '@tensorflow/tfjs';
import { defineExperiment, z } from 'warizan';

const inputs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
const targets = tf.tensor2d([0, 1, 1, 0], [4, 1]);

export default defineExperiment({
  name: 'xor',
  version: 1,
  setting: z.strictObject({ hidden: z.int().min(1), rate: z.number().positive().default(0.1) }),
  outcomes: [
    { name: 'learned', isSuccess: true, says: 'all four answers are right' },
    { name: 'not-learned', says: 'one is wrong at least' },
  ],
  columns: [{ name: 'loss', unit: 'nats', says: 'mean cross-entropy after the last step' }],
  series: [
    {
      name: 'training',
      columns: [
        { name: 'step', unit: 'steps', says: 'steps taken' },
        { name: 'loss', unit: 'nats', says: 'mean cross-entropy' },
      ],
    },
  ],
  async run({ hidden, rate }, { rng, record }) {
    await tf.setBackend('cpu');
    // Drawn from a stream of the run: tf.randomNormal and layers' initialisers know nothing of its seed.
    const stream = rng('weights');
    const weights = ([rows, columns]: [number, number]) => {
      const values = Array.from({ length: rows * columns }, () => stream.normal());
      return tf.variable(tf.tensor2d(values, [rows, columns]));
    };
    const [w, b, v, c] = [weights([2, hidden]), weights([1, hidden]), weights([hidden, 1]), weights([1, 1])];
    const logits = () => tf.tanh(inputs.matMul(w).add(b)).matMul(v).add(c);
    const cost = () => tf.losses.sigmoidCrossEntropy(targets, logits()).asScalar();
    const optimiser = tf.train.adam(rate);
    for (let step = 1; step <= 100; step++) {
      const loss = optimiser.minimize(cost, true, [w, b, v, c]);
      record('training', [step, loss?.dataSync()[0] ?? null]);
      loss?.dispose();
    }
    const [loss, wrong] = tf.tidy(() => [
      cost().dataSync()[0],
      logits().greater(0).notEqual(targets.greater(0)).sum().dataSync()[0],
    ]);
    optimiser.dispose();
    tf.dispose([w, b, v, c]);
    return { outcome: wrong === 0 ? 'learned' : 'not-learned', row: { loss } };
  },
});
