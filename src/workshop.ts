import { registry } from './base/registry.js';
import { catalogue, type Catalogue } from './catalogue.js';
import { precisionExperiment } from './experiments/precision/precision.js';
import { trainingExperiment } from './experiments/training/training.js';
import type { Executor } from './study/executor.js';
import type { Experiment } from './study/experiment.js';
import * as thisThread from './study/in-process-executor.js';
import type { Workshop } from './study/run-batch.js';
import * as threads from './study/worker-thread-executor.js';

/** The experiments of a catalogue, and its generators: what a trial needs to be run. */
export function workshopOf(parts: Catalogue): Workshop {
  return {
    experiments: registry<Experiment>('experiment', [trainingExperiment(parts), precisionExperiment(parts)]),
    generators: parts.generators,
  };
}

/**
 * Runs trials of what ships in this thread. Nothing can end a hung trial here, so the time limit is not kept.
 */
export function inProcessExecutor(known: Catalogue = catalogue): Executor {
  return thisThread.inProcessExecutor(workshopOf(known));
}

/**
 * Runs trials in a pool of worker threads. A worker that ends, or is ended because its batch took too long,
 * is replaced.
 * @param plugins files of plugins, which each thread loads
 */
export function workerThreadExecutor(workers: number, plugins: readonly string[] = []): Executor {
  const url = new URL('./worker.js', import.meta.url);
  return threads.workerThreadExecutor(workers, { url, data: { plugins } });
}
