import { workerData } from 'node:worker_threads';
import { isJsonObject } from './base/json-object.js';
import { keepStdoutForResults } from './study/keep-stdout.js';
import { runBatch, type Workshop } from './study/run-batch.js';
import { knowOwnPorts } from './study/settled-or-idle.js';
import { packReport, unpackTrials, type SentReport, type SentTrials } from './study/thread-message.js';
import { workshopFrom, type UserModules } from './workshop.js';

keepStdoutForResults();

/** Plugins and experiments are loaded by each thread, from disk. */
let workshop: Promise<Workshop> | undefined;

/** What a worker thread does: batches of trials. */
export default async function run(sent: SentTrials): Promise<SentReport> {
  workshop ??= opened();
  return packReport(await runBatch(await workshop, unpackTrials(sent)));
}

/** With the first batch: the ports on which batches come are there by then. */
function opened(): Promise<Workshop> {
  knowOwnPorts();
  return workshopFrom(modulesIn(workerData));
}

/** The modules that a thread was started with. */
function modulesIn(data: unknown): UserModules {
  // Piscina hands on what its `workerData` is, as the thread's own or as the second of two.
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  const given = items.find((item) => isJsonObject(item) && isJsonObject(item['modules']));
  const modules = isJsonObject(given) ? given['modules'] : undefined;
  if (!isJsonObject(modules)) return {};
  return { plugins: textsOf(modules['plugins']), experiments: textsOf(modules['experiments']) };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((file: unknown) => typeof file === 'string') : [];
}
