import { trainOnKernel } from '../../kernel/train.js';
import { mapWeights } from '../../network/weights.js';
import { train } from '../../training/train.js';
import type { Suite } from './suite.js';
import { onEveryBackend, recipe, runToEnd, runUnderWay } from './workload.js';

/** One step of listing 2, its sample drawn, from the weights of a run under way. */
export const trainingStep: Suite = {
  name: 'training-step',
  question: 'what does one step of the recipe clipped cost?',
  base: 'float64',
  tasks: onEveryBackend(
    (n, batch) => {
      const { weights, samples } = runUnderWay();
      const entered = mapWeights(weights, (weight) => n.fromNumber(weight));
      return () =>
        n.scope(() => {
          // Copies: training takes over the weights it is given.
          const initial = mapWeights(entered, (weight) => n.add(weight, n.zero));
          runToEnd(train(n, { ...recipe, steps: batch }, initial, samples.clone(), batch));
        });
    },
    (batch) => {
      const { weights, samples } = runUnderWay();
      return () => {
        runToEnd(trainOnKernel({ ...recipe, steps: batch }, weights, samples.clone(), batch));
      };
    },
  ),
};
