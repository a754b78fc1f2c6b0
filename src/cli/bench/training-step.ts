import { kernelRun } from '../../kernel/train.js';
import type { Suite } from './suite.js';
import { onEveryBackend, recipe, runUnderWay, trainingInTurn } from './workload.js';

/** One step of listing 2, its sample drawn, in a run under way. */
export const trainingStep: Suite = {
  name: 'training-step',
  question: 'what does one step of the recipe clipped cost?',
  base: 'float64',
  tasks: onEveryBackend(trainingInTurn, (batch) => {
    const { theta, streams } = runUnderWay();
    return () => {
      const run = kernelRun({ ...recipe, steps: batch });
      const steps = run?.(theta, { ...streams, samples: streams.samples.clone() }, batch);
      while (steps?.next().done === false);
    };
  }),
};
