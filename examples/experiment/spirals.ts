import { defineExperiment, z } from 'warizan';
import { exp, log, tanh } from 'warizan/elementary';
import { optimisers } from './optimisers.js';
import { spiralPoints } from './points.js';

const epoch = { name: 'epoch', unit: 'epochs', says: 'passes over the points' };
const loss = { name: 'loss', unit: 'nats', says: 'mean cross-entropy of the points' };

export default defineExperiment({
  name: 'spirals',
  version: 1,
  setting: z.strictObject({ optimiser: z.enum(['sgd', 'momentum', 'adam']), rate: z.number() }),
  outcomes: [
    { name: 'learned', isSuccess: true, says: '95 % of fresh points are told right' },
    { name: 'not-learned', says: 'fewer are' },
  ],
  columns: [{ name: 'accuracy', unit: null, says: 'share of fresh points that are told right' }],
  series: [{ name: 'training', columns: [epoch, loss] }],
  run({ optimiser, rate }, { rng, record }) {
    const w = Array.from({ length: 12 }, () => [0, 1, 2, 3].map(() => rng('weights').normal()));
    const steps = w.map((unit) => unit.map(() => optimisers[optimiser]()));
    const forward = (x: readonly number[]) => {
      const h = w.map(([a, b, c]) => tanh(a * x[0] + b * x[1] + c));
      return { h, p: 1 / (1 + exp(-h.reduce((sum, hj, j) => sum + w[j][3] * hj, 0))) };
    };
    const data = spiralPoints(rng('points'), 80);
    for (let epoch = 1; epoch <= 200; epoch++) {
      const passes = data.map(({ x, side }) => ({ x, side, ...forward(x) }));
      const mean = (of: (pass: (typeof passes)[0]) => number) => passes.reduce((sum, pass) => sum + of(pass), 0) / 80;
      record('training', [epoch, mean(({ side, p }) => -log(side === 1 ? p : 1 - p))]);
      for (const [j, unit] of w.entries()) {
        const toInput = (i: number) => mean(({ x, side, h, p }) => (p - side) * unit[3] * (1 - h[j] * h[j]) * x[i]);
        const gradient = [toInput(0), toInput(1), toInput(2), mean(({ side, h, p }) => (p - side) * h[j])];
        gradient.forEach((g, i) => (unit[i] -= rate * steps[j][i](g)));
      }
    }
    const { length } = spiralPoints(rng('points'), 200).filter(({ x, side }) => forward(x).p > 0.5 === (side === 1));
    return { outcome: length >= 190 ? 'learned' : 'not-learned', row: { accuracy: length / 200 } };
  },
});
