import type { Rng } from '../random/rng.js';
import type { NetworkSample } from './arbitrary-sample.js';

/**
 * A sample of the essay's shape at no special place: weights and targets of size 1, inputs from 1 to 10, and
 * pre-activations in which no more than three quarters of the terms cancel, so that all entries of the
 * gradient change on about the same scale.
 */
export function genericSample(rng: Rng): NetworkSample {
  const shape = { inputs: 2, hidden: 2, outputs: 1 };
  const drawn = (count: number, low: number, high: number) =>
    Array.from({ length: count }, () => rng.uniform(low, high));
  for (;;) {
    const x = drawn(shape.inputs, 1, 10);
    const w0 = Array.from({ length: shape.hidden }, () => drawn(shape.inputs, -1, 1));
    const sample = { shape, weights: { w0, w1: [drawn(shape.hidden, -1, 1)] }, x, target: drawn(shape.outputs, -2, 2) };
    const isGeneric = w0.every((row) => {
      const terms = row.map((w, i) => w * x[i]);
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      return Math.abs(terms.reduce((sum, term) => sum + term, 0)) >= size / 4;
    });
    if (isGeneric) return sample;
  }
}
