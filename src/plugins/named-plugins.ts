import { relative, resolve } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { requireBelow } from '../study/reach.js';
import { isFields } from './contracts.js';

/** A file's value without its plugins, and these. */
export interface WithoutPlugins {
  readonly value: unknown;
  /** Paths, from the folder in which the program runs. */
  readonly plugins: readonly string[];
}

/**
 * Takes the field `plugins` out of what a recipe file or a study file holds.
 * @param folder the file's, beside which plugins are looked for @param file what messages call it
 * @param within the folder below which they must lie; null for anywhere
 * @throws InputError where the field is no list of files' names, or one lies elsewhere
 */
export function takePlugins(value: unknown, folder: string, file: string, within: string | null): WithoutPlugins {
  if (!isFields(value) || Array.isArray(value) || !Object.hasOwn(value, 'plugins')) return { value, plugins: [] };
  const { plugins, ...rest } = value;
  const names: readonly unknown[] = Array.isArray(plugins) ? plugins : [plugins];
  const wrong = Array.isArray(plugins) ? names.find((name) => typeof name !== 'string' || name === '') : plugins;
  if (wrong !== undefined) {
    throw new InputError(`${file}: plugins: ${quoted(wrong)}: must be a list of files' names`);
  }
  const paths = names.flatMap((name) => {
    if (typeof name !== 'string') return [];
    const path = resolve(folder, name);
    requireBelow(within, path, `${file}: plugins: ${quoted(name)}`);
    return [path];
  });
  return { value: rest, plugins: paths.map((path) => relative(process.cwd(), path)) };
}
