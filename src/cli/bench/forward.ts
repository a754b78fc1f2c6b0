import { meanSquaredError } from '../../kernel/evaluate.js';
import { networkNamed } from '../../network/network.js';
import { mapWeights } from '../../network/weights.js';
import type { Suite } from './suite.js';
import { drawSamples, inTurn, onEveryBackend, recipe, runUnderWay, samplesInTurn } from './workload.js';

const network = networkNamed(recipe.network);

/** u, Log u, s, Re exp(s) for one sample. The kernel's task is its mean squared error, a subtraction and a product more. */
export const forward: Suite = {
  name: 'forward',
  question: 'what does one output of the complex-log network cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n) => {
      const weights = mapWeights(runUnderWay().weights, (weight) => n.fromNumber(weight));
      const inputs = drawSamples(samplesInTurn).map(({ x }) => x.map((value) => n.fromNumber(value)));
      return inTurn(inputs, (x) => {
        n.scope(() => network.output(n, weights, x));
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
      return () => void meanSquaredError(recipe.network, weights, set);
    },
  ),
};
