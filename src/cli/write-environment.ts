import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironments, type Environment } from '../report/environment.js';
import { writeOutput } from './output-file.js';
import { version } from './version.js';

/**
 * Notes in the study's folder where it ran: `environment.json`, a list, since a study may be continued on another machine. It is the one file
 * of a study that differs from machine to machine; it has no clock either.
 */
export function writeEnvironment(folder: string): void {
  const path = join(folder, 'environment.json');
  const here: Environment = {
    warizan: version(),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
  };
  const known = existsSync(path) ? readEnvironments(jsonOf(readFileSync(path, 'utf8'))) : [];
  const isKnown = known.some((entry) => JSON.stringify(entry) === JSON.stringify(here));
  const all = isKnown ? known : [...known, here];
  writeOutput('--out', path, `${JSON.stringify(all, null, 2)}\n`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
