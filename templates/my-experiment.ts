import { defineExperiment, z } from 'warizan';
import { tanh } from 'warizan/elementary';

/** Learns tanh(a·x + b) from samples by gradient descent: put your own training in its place. */
export default defineExperiment({
  name: 'my-experiment',
  // Raise it when the same setting and seed could give another row.
  version: 1,
  setting: z.strictObject({ rate: z.number().positive(), steps: z.int().min(1).default(500) }),
  outcomes: [
    { name: 'learned', isSuccess: true, says: 'the loss on fresh samples is below 0.001' },
    { name: 'not-learned', says: 'it is not' },
  ],
  columns: [{ name: 'loss', unit: null, says: 'mean squared error on fresh samples' }],
  series: [
    {
      name: 'training',
      columns: [
        { name: 'step', unit: 'steps', says: 'steps taken' },
        { name: 'loss', unit: null, says: 'squared error of the sample of the step' },
      ],
    },
  ],
  run({ rate, steps }, { rng, record }) {
    // All that is random comes from streams, so that a seed gives the same run on every machine.
    const [weights, samples] = [rng('weights'), rng('samples')];
    let [a, b] = [weights.normal(), weights.normal()];
    const target = (x: number) => tanh(2 * x - 1);
    for (let step = 1; step <= steps; step++) {
      const x = samples.uniform(-2, 2);
      const y = tanh(a * x + b);
      const error = y - target(x);
      record('training', [step, error * error]);
      const slope = 2 * error * (1 - y * y);
      a -= rate * slope * x;
      b -= rate * slope;
    }
    const fresh = Array.from({ length: 200 }, () => samples.uniform(-2, 2));
    const loss = fresh.reduce((sum, x) => sum + (tanh(a * x + b) - target(x)) ** 2, 0) / fresh.length;
    return { outcome: loss < 0.001 ? 'learned' : 'not-learned', row: { loss } };
  },
});
