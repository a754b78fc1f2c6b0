import { registry } from './base/registry.js';
import { catalogue, type Catalogue } from './catalogue.js';
import { precisionExperiment } from './experiments/precision/precision.js';
import { trainingExperiment } from './experiments/training/training.js';
import { catalogueFrom } from './plugins/load-plugin.js';
import { experimentFrom } from './plugins/load-experiment.js';
import type { Executor } from './study/executor.js';
import type { Experiment } from './study/experiment.js';
import * as thisThread from './study/in-process-executor.js';
import type { Workshop } from './study/run-batch.js';
import * as threads from './study/worker-thread-executor.js';

/**
 * The experiments of a catalogue and further ones, and its generators: what a trial needs to be run.
 * @throws InputError where an experiment has the name of another
 */
export function workshopOf(parts: Catalogue, experiments: readonly Experiment[] = []): Workshop {
  const shipped = [trainingExperiment(parts), precisionExperiment(parts)];
  return {
    experiments: registry<Experiment>('experiment', shipped).with(...experiments),
    generators: parts.generators,
  };
}

/**
 * Runs trials of what ships in this thread. Nothing can end a hung trial here, so the time limit is not kept.
 */
export function inProcessExecutor(known: Catalogue = catalogue): Executor {
  return thisThread.inProcessExecutor(workshopOf(known));
}

/** Modules of a user's that every thread loads from disk, by their files. */
export interface UserModules {
  readonly plugins?: readonly string[];
  /** What exports an experiment as its default. */
  readonly experiments?: readonly string[];
}

/** A workshop with what those modules bring. @throws InputError where one cannot be loaded */
export async function workshopFrom({ plugins = [], experiments = [] }: UserModules): Promise<Workshop> {
  return workshopOf(await catalogueFrom(plugins), await Promise.all(experiments.map(experimentFrom)));
}

/**
 * Runs trials in a pool of worker threads. A worker that ends, or is ended because its batch took too long,
 * is replaced.
 * @param modules what each thread loads
 */
export function workerThreadExecutor(workers: number, modules: UserModules = {}): Executor {
  const url = new URL('./worker-thread.cjs', import.meta.url);
  return threads.workerThreadExecutor(workers, { url, data: { modules } });
}
