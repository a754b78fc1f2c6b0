import { trainInLanes } from '../../experiments/training/lanes/train-in-lanes.js';
import type { Suite } from './suite.js';
import { inLanes, onEveryBackend, runUnderWay, trainingInTurn } from './workload.js';

const vectors = 4;

/** One step of listing 2, its sample drawn, in a run under way. */
export const trainingStep: Suite = {
  name: 'training-step',
  question: 'what does one step of the recipe clipped cost?',
  base: 'float64',
  tasks: onEveryBackend(trainingInTurn, (batch) => {
    const { theta, streams } = runUnderWay();
    const runs = 2 * vectors;
    const compiled = inLanes(batch / runs, vectors);
    return () => {
      const starts = Array.from({ length: runs }, () => {
        const samples = streams.samples.clone();
        return { theta, streams: { ...streams, samples } };
      });
      const snapshots = trainInLanes(compiled, starts, batch);
      while (snapshots.next().done !== true);
    };
  }),
};
