import { gradientInto } from '../../kernel/gradient.js';
import { networkNamed } from '../../network/network.js';
import { flattenWeights, mapWeights, shapeOf } from '../../network/weights.js';
import type { Suite } from './suite.js';
import { drawSamples, inTurn, onEveryBackend, recipe, runUnderWay, samplesInTurn } from './workload.js';

const network = networkNamed(recipe.network);

/** Loss and exact gradient of one sample, nothing clipped. */
export const gradient: Suite = {
  name: 'gradient',
  question: 'what does one exact gradient of the complex-log network cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n) => {
      const weights = mapWeights(runUnderWay().weights, (weight) => n.fromNumber(weight));
      const samples = drawSamples(samplesInTurn).map(({ x, t }) => ({
        x: x.map((value) => n.fromNumber(value)),
        t: t.map((value) => n.fromNumber(value)),
      }));
      return inTurn(samples, ({ x, t }) =>
        n.scope(() => void network.gradient(n, weights, x, t, 'exact', (value) => value)),
      );
    },
    (batch) => {
      const { weights } = runUnderWay();
      const samples = drawSamples(batch).map(({ x, t }) => ({ x: Float64Array.from(x), t: Float64Array.from(t) }));
      const flat = Float64Array.from(flattenWeights(weights));
      const into = new Float64Array(flat.length);
      const options = { network: recipe.network, gradient: 'exact', bound: Infinity, nanToZero: false } as const;
      const differentiate = gradientInto(options, shapeOf(weights));
      return () => {
        for (const { x, t } of samples) differentiate(flat, x, t, into);
      };
    },
  ),
};
