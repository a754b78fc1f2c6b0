import { workerData } from 'node:worker_threads';
import { isJsonObject } from './base/json-object.js';
import { catalogueFrom } from './plugins/load-plugin.js';
import type { BatchReport } from './study/executor.js';
import { runBatch } from './study/run-batch.js';
import type { Trial } from './study/trial.js';
import { workshopOf } from './workshop.js';

/** Plugins are loaded by each thread, from disk. */
const workshop = catalogueFrom(pluginsIn(workerData)).then(workshopOf);

/** What a worker thread does: batches of trials. */
export default async function run(trials: readonly Trial[]): Promise<BatchReport> {
  return runBatch(await workshop, trials);
}

/** The files of plugins among what a thread was started with. */
function pluginsIn(data: unknown): readonly string[] {
  // Piscina hands on what its `workerData` is, as the thread's own or as the second of two.
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  const given = items.find((item) => isJsonObject(item) && Array.isArray(item['plugins']));
  if (!isJsonObject(given) || !Array.isArray(given['plugins'])) return [];
  return given['plugins'].filter((file: unknown) => typeof file === 'string');
}
