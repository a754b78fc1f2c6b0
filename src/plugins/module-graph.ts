import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileTrouble } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';
import { readRegular } from '../study/input-file.js';

/** Whether a file is a module, by the ending of its name. */
export function isModuleName(file: string): boolean {
  return /\.[cm]?[jt]s$/i.test(file);
}

/** The files that a module is made of, and the packages they ask for. */
export interface ModuleGraph {
  /** Files by absolute path, each with its bytes; the module itself is first. Nothing of node_modules. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Every specifier that is no relative path: packages, and modules of the runtime. */
  readonly packages: ReadonlySet<string>;
}

/**
 * `from './a'`, `import './a'`, `import('./a')`, `require('./a')` and `new URL('./a', import.meta.url)`. It
 * also finds those in comments and text: a file too many is harmless here, one too few is not.
 */
const mentioned = /\b(?:from|import|require|URL)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;

const endings = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
/** What has such an ending is read as a module, for what it imports in turn. */
const isModule = /\.[cm]?[jt]s$/;

/**
 * A module with the files that it imports by a relative path, and they in turn.
 * @param what messages call it @throws InputError where the module itself cannot be read
 */
export function moduleGraph(what: string, file: string): ModuleGraph {
  const files = new Map<string, Buffer>();
  const packages = new Set<string>();
  const visit = (path: string, bytes: Buffer): void => {
    files.set(path, bytes);
    if (!isModule.test(path)) return;
    for (const [, , specifier] of bytes.toString('utf8').matchAll(mentioned)) {
      if (!/^\.{1,2}(\/|$)/.test(specifier)) {
        packages.add(specifier);
        continue;
      }
      for (const found of meant(resolve(dirname(path), specifier))) {
        if (!files.has(found) && !found.includes(`${sep}node_modules${sep}`)) visit(found, readRegular(found));
      }
    }
  };
  try {
    const path = realpathSync(resolve(file));
    visit(path, readRegular(path));
  } catch (error) {
    throw new InputError(`${what}: cannot read ${quoted(file)}: ${fileTrouble(error)}`, { cause: error });
  }
  return { files, packages };
}

/** The files that a path without its ending, or with the one it will have when built, may mean. */
function meant(path: string): readonly string[] {
  const built = /^(.*)\.([cm]?)js$/.exec(path);
  const candidates = [
    ...endings.map((ending) => path + ending),
    ...(built === null ? [] : [`${built[1]}.${built[2]}ts`]),
    ...endings.slice(1).map((ending) => join(path, `index${ending}`)),
  ];
  return candidates.filter(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Nothing is there, or what should be a folder on the way is a file.
    return false;
  }
}

/**
 * SHA-256 over a module's files, each by its path relative to the module's folder and its bytes: the same on
 * every machine that has the same files beside one another, wherever they lie.
 * @returns in hexadecimal
 * @throws InputError where the module cannot be read
 */
export function moduleGraphHash(file: string): string {
  const { files } = moduleGraph('plugin', file);
  const [root] = files.keys();
  const named = [...files].map(([path, bytes]): [string, Buffer] => [
    relative(dirname(root), path).split(sep).join('/'),
    bytes,
  ]);
  const hash = createHash('sha256');
  for (const [name, bytes] of named.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([name, createHash('sha256').update(bytes).digest('hex')]));
  }
  // Which of the files is the module.
  return hash.update(JSON.stringify(named.find(([, bytes]) => bytes === files.get(root))?.[0])).digest('hex');
}
