import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueFrom } from '../../plugins/load-plugin.js';
import { takePlugins } from '../../plugins/named-plugins.js';
import { fileTrouble } from '../../base/file-trouble.js';
import { InputError, quoted } from '../../base/input-error.js';
import type { StudyRequest } from './describe-study.js';
import type { TrainingSetting } from './trial.js';
import type { StudyDescription } from '../../study/description.js';
import { parseJson, parseYaml } from '../../study/parse-text.js';
import { reachOf, requireBelow, type Reach, type ReachOptions } from '../../study/reach.js';
import {
  describedStudy,
  isFileName,
  pluginsNamedBy,
  readStudyRequest,
  type LoadedFile,
  type StudyOverrides,
} from './read-study.js';
import { readInputText } from '../../study/input-file.js';

/**
 * Where the studies are that ship with the package: in its own folder, the nearest above this file with a
 * package.json.
 */
const shipped = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'studies');
})();

/** The names of the studies that ship with the package: NAME, or FOLDER/NAME. */
export function shippedStudies(): string[] {
  return readdirSync(shipped, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /^([^/]+\/)?[^/]+\.(json|ya?ml)$/.test(name))
    .map((name) => name.replace(/\.\w+$/, ''))
    .sort();
}

/**
 * Reads a study by the name of its file (`.json`, `.yaml`, `.yml`), or by the name of one that ships with the
 * package. Files that it names are looked for beside it.
 * @throws InputError when there is none, or it is not a study
 */
export function studyFrom(nameOrFile: string, overrides: StudyOverrides = {}): StudyDescription<TrainingSetting> {
  return describedStudy(studyRequestFrom(nameOrFile, overrides));
}

/** Reads what such a study asks for, before its grid is laid out. @throws InputError as `studyFrom` does */
export function studyRequestFrom(nameOrFile: string, overrides: StudyOverrides = {}): StudyRequest {
  const file = loadStudyFile(locate(nameOrFile), overrides);
  const plugin = pluginsNamedBy(file).at(0);
  if (plugin !== undefined) {
    throw new InputError(`study: plugins: ${quoted(plugin)}: is to be loaded: await studyRequestWithPlugins`);
  }
  return readStudyRequest(file, overrides);
}

/**
 * The same of a study that may name plugins, or whose recipe files may: they are loaded first.
 * @param more plugins beside those that files name
 * @throws InputError where a plugin cannot be loaded, and as `studyFrom` does
 */
export async function studyRequestWithPlugins(
  nameOrFile: string,
  overrides: StudyOverrides = {},
  more: readonly string[] = [],
): Promise<StudyRequest> {
  const file = loadStudyFile(locate(nameOrFile), overrides);
  const plugins = [...more, ...pluginsNamedBy(file)];
  if (plugins.length === 0) return readStudyRequest(file, overrides);
  const catalogue = await catalogueFrom(plugins);
  return { ...readStudyRequest(file, overrides, catalogue), catalogue, plugins };
}

function locate(nameOrFile: string): string {
  if (isFileName(nameOrFile) && !shippedStudies().includes(nameOrFile)) return nameOrFile;
  const found = ['json', 'yaml', 'yml']
    .map((end) => resolve(shipped, `${nameOrFile}.${end}`))
    .find((path) => existsSync(path));
  if (found === undefined) {
    throw new InputError(
      `study: ${quoted(nameOrFile)} is not known; known are ${shippedStudies().join(', ')}; a file's name has a dot`,
    );
  }
  return found;
}

/**
 * Reads a study file, whatever it is a study of; files that it names are looked for beside it.
 * @throws InputError when it cannot be read, or is neither JSON nor YAML, or names what is out of reach
 */
export function loadStudyFile(file: string, options: ReachOptions = {}): LoadedFile {
  return loadFile(process.cwd(), file, reachOf(file, options));
}

/** @param reach of the study's file, for it and for all that are named in turn */
function loadFile(folder: string, name: string, reach: Reach): LoadedFile {
  const path = isAbsolute(name) ? name : resolve(folder, name);
  let text: string;
  try {
    text = readInputText(path);
  } catch (error) {
    throw new InputError(`study: cannot read ${quoted(name)}: ${fileTrouble(error)}`);
  }
  return {
    ...takePlugins(parseText(name, text), dirname(path), `study: ${quoted(name)}`, reach.code),
    load: (other) => {
      requireBelow(reach.data, resolve(dirname(path), other), `study: ${quoted(other)}`);
      return loadFile(dirname(path), other, reach);
    },
    beside: (other) => {
      const at = resolve(dirname(path), other);
      requireBelow(reach.data, at, `study: ${quoted(other)}`);
      return relative(process.cwd(), at) || '.';
    },
    reach,
  };
}

function parseText(name: string, text: string): unknown {
  return (/\.json$/i.test(name) ? parseJson : parseYaml)(`study: ${quoted(name)}`, text);
}
