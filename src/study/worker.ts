import { trialRow, type TrialRow } from './rows.js';
import { runTrial, type Trial } from './trial.js';

/** What a worker thread does: one trial. */
export default function work(trial: Trial): TrialRow {
  return trialRow(trial, runTrial(trial));
}
