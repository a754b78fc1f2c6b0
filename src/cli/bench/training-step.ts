import { trainOnKernel } from '../../kernel/train.js';
import type { Suite } from './suite.js';
import { onEveryBackend, recipe, runUnderWay, trainingInTurn } from './workload.js';

/** One step of listing 2, its sample drawn, in a run under way. */
export const trainingStep: Suite = {
  name: 'training-step',
  question: 'what does one step of the recipe clipped cost?',
  base: 'float64',
  tasks: onEveryBackend(trainingInTurn, (batch) => {
    const { weights, streams } = runUnderWay();
    return () => {
      const run = trainOnKernel(
        { ...recipe, steps: batch },
        weights,
        { ...streams, samples: streams.samples.clone() },
        batch,
      );
      while (run.next().done !== true);
    };
  }),
};
