import { relative, resolve, sep } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { moduleGraphHash } from '../plugins/module-graph.js';
import type { UserModules } from '../workshop.js';
import type { NeededModule } from './announcement.js';

/**
 * What workers must have on their disks to run a study's trials.
 * @param folder paths are relative to it: where the study was started
 * @throws InputError where one is not below it
 */
export function neededModules({ plugins = [], experiments = [] }: UserModules, folder: string): NeededModule[] {
  const needed = (kind: NeededModule['kind']) => (file: string) => {
    const path = relative(folder, resolve(folder, file)).split(sep).join('/');
    if (!isPathBelow(path)) {
      throw new InputError(
        `--redis: ${quoted(path)}: must be below the folder where the study is started, since a worker looks for it in its own`,
      );
    }
    return { kind, path, sha256: moduleGraphHash(resolve(folder, file)) };
  };
  return [...plugins.map(needed('plugin')), ...experiments.map(needed('experiment'))];
}

/** Whether a path is relative, with / between its parts, and cannot leave the folder that it begins in. */
export function isPathBelow(path: string): boolean {
  return path !== '' && !/^([/\\]|[A-Za-z]:)|\\|\0/.test(path) && !path.split('/').includes('..');
}
