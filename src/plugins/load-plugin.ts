import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError, messageOf } from '../base/input-error.js';
import { catalogue as shipped, type Catalogue } from '../catalogue.js';
import type { Backend } from '../numeric/backend.js';
import { isFields, lackOfNumeric } from './contracts.js';
import { moduleGraph, type ModuleGraph } from './module-graph.js';
import { withPlugin } from './with-plugins.js';

/** What a plugin's imports of this package mean: the modules of the program that runs. */
const running: ReadonlyMap<string, () => Promise<unknown>> = new Map<string, () => Promise<unknown>>([
  ['warizan', () => import('../index.js')],
  ['warizan/testing', () => import('../testing/index.js')],
  ['warizan/study', () => import('../studies.js')],
]);

/**
 * Loads the module of a plugin from disk. TypeScript, and imports of `warizan` from any folder, work on every
 * runtime; a library is loaded for them, where a file asks for either.
 * @returns its default export @throws InputError one line that names the file
 */
export async function loadPlugin(file: string): Promise<unknown> {
  const graph = moduleGraph(file);
  try {
    const module = await loaded(graph);
    return isFields(module) ? module['default'] : undefined;
  } catch (error) {
    throw new InputError(`plugin ${file}: ${whyNot(error)}`, { cause: error });
  }
}

/** The library that reads TypeScript says so, and then the place on a line of its own. */
const noSyntax = /^ParseError: (.*?)\s*\n.*:(\d+:\d+)\s*$/s;

function whyNot(error: unknown): string {
  const message = messageOf(error);
  const unread = noSyntax.exec(message);
  if (unread !== null) return `its syntax is wrong at ${unread[2]}: ${unread[1]}`;
  const [line] = message.split('\n');
  return error instanceof SyntaxError ? `its syntax is wrong: ${line}` : `it throws when it is loaded: ${line}`;
}

async function loaded({ files, packages }: ModuleGraph): Promise<unknown> {
  const [path] = files.keys();
  const own = [...running].filter(([name]) => packages.has(name));
  const isPlain = own.length === 0 && [...files.keys()].every((name) => !/\.[cm]?ts$/.test(name));
  if (isPlain) return await import(/* @vite-ignore */ pathToFileURL(path).href);
  const virtualModules = Object.fromEntries(
    await Promise.all(own.map(async ([name, load]): Promise<[string, unknown]> => [name, await load()])),
  );
  const { createJiti } = await import('jiti');
  // No cache on disk or in the process: what runs is what the files say now.
  const options = { virtualModules, fsCache: false, moduleCache: false, interopDefault: false, tryNative: false };
  return await createJiti(pathToFileURL(path).href, options).import(path);
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
