import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { isModuleName, moduleGraphHash } from '../plugins/module-graph.js';
import { workshopFrom, type UserModules } from '../workshop.js';
import type { Announcement, NeededModule } from './announcement.js';
import { isPathBelow } from './needed-modules.js';

/** A worker's own: what it may load. */
export interface Own {
  /** Where it was started: modules are looked for below. */
  readonly folder: string;
  /** The version of this package. */
  readonly program: string;
}

/**
 * The modules of a study, from this worker's own folder. They are loaded once they have been found to be the
 * study's.
 * @throws InputError one line that says why this worker cannot take part
 */
export async function ownModules(wanted: Announcement, own: Own): Promise<UserModules> {
  if (wanted.program !== own.program) {
    throw new InputError(`has warizan ${own.program}, and the study ${quoted(wanted.program)}`);
  }
  const found = wanted.modules.map((module) => ({ kind: module.kind, file: ownFile(module, own.folder) }));
  const files = (kind: NeededModule['kind']) => found.flatMap((each) => (each.kind === kind ? [each.file] : []));
  const modules = { plugins: files('plugin'), experiments: files('experiment') };
  const { experiments } = await workshopFrom(modules);
  if (!experiments.has(wanted.experiment)) {
    throw new InputError(`has no experiment ${quoted(wanted.experiment)}`);
  }
  const { version } = experiments.get(wanted.experiment);
  if (version !== wanted.version) {
    throw new InputError(
      `has version ${version} of the experiment ${quoted(wanted.experiment)}, and the study ${wanted.version}`,
    );
  }
  return modules;
}

/** @throws InputError where it is not there, not below the folder, or other code than the study's */
function ownFile({ path, sha256 }: NeededModule, folder: string): string {
  if (!isPathBelow(path) || !isModuleName(path) || path.split('/').includes('node_modules')) {
    throw new InputError(`takes no module from ${quoted(path)}`);
  }
  const file = realFile(path, folder);
  if (moduleGraphHash(file) === sha256) return join(folder, path);
  throw new InputError(`has another ${quoted(path)} than the study, or another file that it imports`);
}

function realFile(path: string, folder: string): string {
  let file: string;
  try {
    file = realpathSync(join(folder, path));
  } catch {
    throw new InputError(`has no ${quoted(path)} below the folder where it was started`);
  }
  if (file.startsWith(`${realpathSync(folder)}${sep}`)) return file;
  throw new InputError(`takes no module from ${quoted(path)}: it leads out of the folder where it was started`);
}
