import { resolve } from 'node:path';
import { InputError, messageOf } from '../base/input-error.js';
import { catalogue as shipped, type Catalogue } from '../catalogue.js';
import type { Backend } from '../numeric/backend.js';
import { lackOfNumeric } from './contracts.js';
import { loadModule } from './load-module.js';
import { withPlugin } from './with-plugins.js';

/**
 * Loads the module of a plugin from disk.
 * @returns its default export @throws InputError one line that names the file
 */
export function loadPlugin(file: string): Promise<unknown> {
  return loadModule('plugin', file);
}

/** Catalogues by the plugins they are made with: a process makes each once. */
const made = new Map<string, Promise<Catalogue>>();

/**
 * What ships and what plugins add, in the order in which they are named; a file that is named twice counts
 * once. Made once in a process for the same files.
 * @param files paths of plugins @throws InputError as `loadPlugin` and `withPlugins` do
 */
export function catalogueFrom(files: readonly string[]): Promise<Catalogue> {
  const named = new Map(files.map((file) => [resolve(file), file]));
  const key = JSON.stringify([...named.keys()]);
  const catalogue = made.get(key) ?? load([...named.values()]);
  made.set(key, catalogue);
  return catalogue;
}

async function load(files: readonly string[]): Promise<Catalogue> {
  let catalogue = shipped;
  for (const file of files) {
    const before = catalogue;
    catalogue = withPlugin(before, await loadPlugin(file), file);
    for (const backend of catalogue.backends.entries.slice(before.backends.entries.length)) {
      await requireOperations(backend, file);
    }
  }
  return catalogue;
}

/** A backend is opened once, to see that it has every operation. */
async function requireOperations(backend: Backend, file: string): Promise<void> {
  const where = `plugin ${file}: backends: "${backend.name}"`;
  let lack: string | null;
  try {
    lack = await backend.open<string | null>(null, lackOfNumeric);
  } catch (error) {
    throw new InputError(`${where}: it throws when it is opened: ${messageOf(error)}`, { cause: error });
  }
  if (lack !== null) throw new InputError(`${where}: ${lack}`);
}
