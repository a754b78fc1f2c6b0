import { join } from 'node:path';
import type { Catalogue } from '../catalogue.js';
import { formatCsv } from '../report/csv.js';
import { trajectoriesTable, type RecordedRun } from '../experiments/training/report/trajectories-table.js';
import type { RunDescription } from '../experiments/training/report/weights-figure.js';
import { trajectoryRecorder } from '../experiments/training/report/trajectory-recorder.js';
import { runTrial, type Trial, type TrialResult } from '../experiments/training/trial.js';
import { unitOf } from '../training/recipe.js';
import { writeResult } from './output-file.js';

/** Steps of a run in the table of chosen runs: as many as a figure's panel has pixels. */
const bucketsInTable = 300;

/**
 * Runs chosen trials once more and writes `trajectories.csv`, from which the report draws their weights
 * against the step.
 */
export async function writeTrajectories(folder: string, trials: readonly Trial[], catalogue: Catalogue): Promise<void> {
  const runs: RecordedRun[] = [];
  for (const trial of trials) runs.push(await recordTrial(trial, bucketsInTable, catalogue));
  writeResult('--out', join(folder, 'trajectories.csv'), formatCsv(trajectoriesTable(runs)));
}

/** What figures and tables of weights say of a run. */
export function describedRun({ recipe, rng, seed }: Trial, result: TrialResult): RunDescription {
  const { outcome, convergedAt, solution } = result;
  return { recipe: recipe.name, seed, rng, outcome, convergedAt, solution };
}

/** Runs a trial once more, every step seen. */
async function recordTrial(trial: Trial, buckets: number, catalogue: Catalogue): Promise<RecordedRun> {
  const { recipe } = trial;
  const recorder = trajectoryRecorder(unitOf(recipe, catalogue).parameters, recipe.steps, buckets);
  const result = await runTrial(trial, {
    catalogue,
    every: 1,
    onSnapshot: (snapshot) => recorder.observe(snapshot.step, snapshot.numbers()),
  });
  return {
    run: describedRun(trial, result),
    trajectory: recorder.trajectory(),
  };
}
