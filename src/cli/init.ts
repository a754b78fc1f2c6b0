import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { fileTrouble } from '../base/file-trouble.js';
import { InputError, quoted } from '../base/input-error.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';
import { parseJson } from '../study/parse-text.js';
import { writeOutput } from './output-file.js';
import { version } from './version.js';
import { readRegularText } from '../study/input-file.js';
import { say, sayJson } from './say.js';

/** `warizan init`: something to start from. */
export function initCommand(): Command {
  return new Command()
    .argument('[dir]', 'where the files go', '.')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan init
  warizan init my-project

Writes an experiment, a study of it, and a test of a gradient; adds scripts and development dependencies to package.json that
are not there yet. Nothing that is there is overwritten: where one of the files is, nothing is written.`,
    )
    .action(run);
}

/** What stands in package.json. */
const scripts = {
  study: 'warizan study my-study.yaml --out my-study --resume',
  test: 'vitest run',
};
const devDependencies = {
  'fast-check': '^4.0.0',
  typescript: '^6.0.0',
  vitest: '^4.0.0',
  warizan: `^${version()}`,
};

function run(folder: string, { json }: { readonly json?: boolean }): void {
  const templates = templateFolder();
  const files = filesIn(templates);
  const taken = files.filter((file) => existsSync(join(folder, file)));
  if (taken.length > 0) {
    throw new InputError(
      `DIR: ${quoted(folder)} has ${taken.join(', ')} already: name another folder; nothing was written`,
    );
  }
  const before = packageIn(folder);
  try {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(templates, file), join(folder, file), { force: false, errorOnExist: true });
    }
  } catch (error) {
    throw new InputError(`DIR: cannot write ${quoted(folder)}: ${fileTrouble(error, 'writing')}`);
  }
  const { value, added } = withScripts(before ?? newPackage(folder));
  if (added.length > 0) {
    writeOutput('DIR', join(folder, 'package.json'), `${JSON.stringify(value, null, 2)}\n`);
  }
  if (json === true) {
    sayJson({ folder, files, added });
    return;
  }
  say(
    [
      `wrote ${files.join(', ')} in ${folder}`,
      ...(added.length === 0 ? [] : [`added to package.json: ${added.join(', ')}`]),
      `next: ${folder === '.' ? '' : `cd ${folder} && `}npm install && npm run study && npm test`,
      '',
    ].join('\n'),
  );
}

/** Where the files lie that are copied: in this package's own folder. */
function templateFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'templates')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'templates');
}

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

/** What package.json holds; null where there is none. @throws InputError where it is no object */
function packageIn(folder: string): JsonObject | null {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return null;
  const value = parseJson(quoted(relative('.', file) || file), readRegularText(file));
  if (isJsonObject(value)) return value;
  throw new InputError(`DIR: ${quoted(file)}: must hold an object`);
}

function newPackage(folder: string): JsonObject {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { name: name === '' ? 'my-project' : name, private: true, type: 'module' };
}

/** A package with what it lacks of scripts and dependencies, and what was added. */
function withScripts(own: JsonObject): { readonly value: JsonObject; readonly added: readonly string[] } {
  const has = (field: string, name: string) => {
    const entries = own[field];
    return isJsonObject(entries) && Object.hasOwn(entries, name);
  };
  const isDependency = (name: string) =>
    ['dependencies', 'devDependencies', 'peerDependencies'].some((field) => has(field, name));
  const newScripts = Object.entries(scripts).filter(([name]) => !has('scripts', name) || isPlaceholder(own, name));
  const newDependencies = Object.entries(devDependencies).filter(([name]) => !isDependency(name));
  const joined = (field: string, entries: readonly (readonly [string, string])[]) => ({
    ...(isJsonObject(own[field]) ? own[field] : {}),
    ...Object.fromEntries(entries),
  });
  return {
    value: {
      ...own,
      scripts: joined('scripts', newScripts),
      devDependencies: joined('devDependencies', newDependencies),
    },
    added: [...newScripts.map(([name]) => `script ${name}`), ...newDependencies.map(([name]) => name)],
  };
}

/** `npm init` writes a test that only fails. */
function isPlaceholder(own: JsonObject, name: string): boolean {
  const { scripts: found } = own;
  return isJsonObject(found) && typeof found[name] === 'string' && found[name].includes('no test specified');
}
