import { trialRow, type TrialRow } from './rows.js';
import { runTrial, type Trial } from './trial.js';

/** What a worker thread does: one trial. */
export default async function work(trial: Trial): Promise<TrialRow> {
  return trialRow(trial, await runTrial(trial));
}
