import { meanSquaredError } from '../../kernel/evaluate.js';
import { networkNamed } from '../../network/network.js';
import { mapWeights } from '../../network/weights.js';
import type { Suite } from './suite.js';
import { drawSamples, onEveryBackend, recipe, runUnderWay } from './workload.js';

const network = networkNamed(recipe.network);

/** u, Log u, s, Re exp(s) for one sample. The kernel's task is its mean squared error, a subtraction and a product more. */
export const forward: Suite = {
  name: 'forward',
  question: 'what does one output of the complex-log network cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n, batch) => {
      const { weights } = runUnderWay();
      const entered = mapWeights(weights, (weight) => n.fromNumber(weight));
      const inputs = drawSamples(batch).map(({ x }) => x.map((value) => n.fromNumber(value)));
      return () =>
        n.scope(() => {
          for (const x of inputs) network.output(n, entered, x);
        });
    },
    (batch) => {
      const { weights } = runUnderWay();
      const samples = drawSamples(batch);
      const set = {
        size: batch,
        inputs: Float64Array.from(samples.flatMap(({ x }) => x)),
        targets: Float64Array.from(samples.flatMap(({ t }) => t)),
      };
      return () => meanSquaredError(recipe.network, weights, set);
    },
  ),
};
