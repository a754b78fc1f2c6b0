import { resolve } from 'node:path';
import { InputError } from '../base/input-error.js';
import type { Experiment } from '../study/experiment.js';
import { isFields } from './contracts.js';
import { loadModule } from './load-module.js';

/** Experiments by the module that defines them: a process loads each once. */
const loaded = new Map<string, Promise<Experiment>>();

/**
 * The experiment that a module exports as its default. Loaded once in a process.
 * @throws InputError one line that names the file
 */
export function experimentFrom(file: string): Promise<Experiment> {
  const path = resolve(file);
  const experiment = loaded.get(path) ?? load(file);
  loaded.set(path, experiment);
  return experiment;
}

async function load(file: string): Promise<Experiment> {
  const found = await loadModule('experiment', file);
  if (isExperiment(found)) return found;
  const what = found === undefined ? 'it has no default export' : 'its default export is no experiment';
  throw new InputError(`experiment ${file}: ${what}: export default defineExperiment({ … })`);
}

/** Whether `defineExperiment` made it, or somebody who writes the whole contract. */
function isExperiment(value: unknown): value is Experiment {
  if (!isFields(value)) return false;
  const { name, version, setting, identity, outcomes, costs, columns, run } = value;
  const lists = [identity, outcomes, costs, columns];
  return (
    typeof name === 'string' &&
    typeof version === 'number' &&
    (typeof setting === 'object' || typeof setting === 'function') &&
    lists.every((list) => Array.isArray(list)) &&
    typeof run === 'function'
  );
}
