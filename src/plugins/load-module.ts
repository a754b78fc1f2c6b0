import { pathToFileURL } from 'node:url';
import { InputError, messageOf } from '../base/input-error.js';
import { keepStdoutForResults } from '../study/keep-stdout.js';
import { isFields } from './contracts.js';
import { moduleGraph, type ModuleGraph } from './module-graph.js';

/** What a module's imports of this package mean: the modules of the program that runs. */
const running: ReadonlyMap<string, () => Promise<unknown>> = new Map<string, () => Promise<unknown>>([
  ['warizan', () => import('../index.js')],
  ['warizan/elementary', () => import('../numeric/elementary/index.js')],
  ['warizan/elementary', () => import('../numeric/elementary/index.js')],
  ['warizan/testing', () => import('../testing/index.js')],
  ['warizan/study', () => import('../studies.js')],
]);

/**
 * Loads a module of a user's from disk. TypeScript, and imports of `warizan` from any folder, work on every
 * runtime; a library is loaded for them, where a file asks for either.
 * @param what messages call it: `plugin`
 * @returns its default export @throws InputError one line that names the file
 */
export async function loadModule(what: string, file: string): Promise<unknown> {
  const graph = moduleGraph(what, file);
  const free = keepStdoutForResults();
  try {
    const module = await loaded(graph);
    return isFields(module) ? module['default'] : undefined;
  } catch (error) {
    throw new InputError(`${what} ${file}: ${whyNot(error)}`, { cause: error });
  } finally {
    free();
  }
}

/** The library that reads TypeScript says so, and then the place on a line of its own. */
const noSyntax = /^ParseError: (.*?)\s*\n.*:(\d+:\d+)\s*$/s;

function whyNot(error: unknown): string {
  const message = messageOf(error);
  const unread = noSyntax.exec(message);
  if (unread !== null) return `its syntax is wrong at ${unread[2]}: ${unquoted(unread[1])}`;
  const [line] = message.split('\n');
  const isSyntax = error instanceof SyntaxError;
  return isSyntax ? `its syntax is wrong: ${unquoted(line)}` : `it throws when it is loaded: ${line}`;
}

/** A message without what it quotes: a file that is no module may be any file. */
function unquoted(message: string): string {
  return message.replace(/(['"`]).*\1/, '…');
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
