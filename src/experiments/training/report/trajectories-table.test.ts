import { expect, test } from 'vitest';
import { layerParameters } from '../../../units/two-layers/layers.js';
import { readTrajectories, trajectoriesTable, type RecordedRun } from './trajectories-table.js';

const parameters = layerParameters({ inputs: 2, hidden: 2, outputs: 1 });
const run = (seed: number, end: number, isSolved: boolean): RecordedRun => ({
  run: {
    ...{ recipe: 'clipped', seed, rng: 'xoroshiro128plus', outcome: 'converged', convergedAt: 2 },
    solution: isSolved ? { theta: [1, 0, 0, 1, 1, -1] } : null,
  },
  trajectory: { parameters, steps: [0, 1, 2], weights: [0, 1, 2].map((step) => [1, 2, 3, 4, 5, step * end]) },
});

test('what is written is read back, the same recipe and seed on several number systems too', () => {
  const runs = [run(1, 1, true), run(1, -1, false), run(2, 3, true), run(1, 7, true)];
  expect(readTrajectories(trajectoriesTable(runs))).toEqual(runs);
});
