import { catalogue } from './catalogue.js';
import { runBatch } from './study/run-batch.js';
import type { BatchReport } from './study/executor.js';
import type { Trial } from './study/trial.js';
import { workshopOf } from './workshop.js';

const workshop = workshopOf(catalogue);

/** What a worker thread does: batches of trials. */
export default function run(trials: readonly Trial[]): Promise<BatchReport> {
  return runBatch(workshop, trials);
}
