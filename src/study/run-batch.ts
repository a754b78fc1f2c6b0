import type { BatchReport, TrialReport } from './executor.js';
import { encodeRow } from './row-text.js';
import { columnsOf, trialRow } from '../experiments/training/rows.js';
import { trialIdentity } from './trial-identity.js';
import { runTrial, type Trial } from '../experiments/training/trial.js';
import { catalogueFrom } from '../plugins/load-plugin.js';
import { messageOf } from '../base/input-error.js';

/**
 * Runs trials one after the other, in this thread. One that throws is reported with its reason and does not
 * touch the others.
 */
export async function runBatch(trials: readonly Trial[]): Promise<BatchReport> {
  const started = performance.now();
  const reports: TrialReport[] = [];
  for (const trial of trials) reports.push(await reportOn(trial));
  return { reports, milliseconds: performance.now() - started };
}

async function reportOn(trial: Trial): Promise<TrialReport> {
  const id = trialIdentity(trial);
  try {
    const row = trialRow(trial, await runTrial(trial, { catalogue: await catalogueFrom(trial.plugins ?? []) }));
    return { id, row: encodeRow(row, columnsOf(trial)), failure: null };
  } catch (error) {
    return { id, row: null, failure: messageOf(error) };
  }
}
