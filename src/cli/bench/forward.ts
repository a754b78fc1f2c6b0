import { fastEvaluator } from '../../experiments/training/evaluation.js';
import { unitOf } from '../../training/recipe.js';
import type { Suite } from './suite.js';
import { drawSamples, inTurn, onEveryBackend, recipe, runUnderWay, samplesInTurn } from './workload.js';

const { unit, sizes, options } = unitOf(recipe);

/**
 * u, Log u, s, Re exp(s) for one sample. The kernel's task is its mean squared error, a subtraction and a
 * product more.
 */
export const forward: Suite = {
  name: 'forward',
  question: 'what does one output of the complex-log network cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n) => {
      const theta = runUnderWay().theta.map((weight) => n.fromNumber(weight));
      const on = unit.on(n, sizes, options);
      const inputs = drawSamples(samplesInTurn).map(({ x }) => x.map((value) => n.fromNumber(value)));
      return inTurn(inputs, (x) => {
        n.scope(() => on.output(theta, x));
      });
    },
    (batch) => {
      const { theta } = runUnderWay();
      const evaluator = fastEvaluator(recipe);
      const samples = drawSamples(batch);
      const set = {
        size: batch,
        inputs: Float64Array.from(samples.flatMap(({ x }) => x)),
        targets: Float64Array.from(samples.flatMap(({ t }) => t)),
      };
      return () => void evaluator.meanSquaredError(theta, set);
    },
  ),
};
