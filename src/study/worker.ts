import { runBatch } from './run-batch.js';

/** What a worker thread does: batches of trials. */
export default runBatch;
