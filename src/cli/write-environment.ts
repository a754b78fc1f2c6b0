import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parsedJson } from '../base/parsed-json.js';
import { isSameEngine, readEnvironments, runtimeText, type Environment } from '../report/environment.js';
import { writeResult } from './output-file.js';
import { runtimeOf } from './runtime.js';
import { version } from './version.js';
import { readRegularText } from '../study/input-file.js';

/** Where this process runs. */
export function thisEnvironment(): Environment {
  return {
    warizan: version(),
    ...runtimeOf(process.versions),
    platform: process.platform,
    arch: process.arch,
  };
}

/**
 * Notes in the study's folder where it ran: `environment.json`, a list, since a study may be continued on
 * another machine. It is the one file of a study that differs from machine to machine; it has no clock
 * either.
 * @returns where it had run before
 */
export function writeEnvironment(folder: string, here: Environment = thisEnvironment()): readonly Environment[] {
  const path = join(folder, 'environment.json');
  const known = existsSync(path) ? readEnvironments(parsedJson(readRegularText(path))) : [];
  const isKnown = known.some((entry) => JSON.stringify(entry) === JSON.stringify(here));
  const all = isKnown ? known : [...known, here];
  writeResult('--out', path, `${JSON.stringify(all, null, 2)}\n`);
  return known;
}

/**
 * What to say where a study goes on under another engine than the one that began it; null where it does not.
 */
export function engineChange(before: readonly Environment[], here: Environment): string | null {
  if (before.length === 0 || isSameEngine(before[0], here)) return null;
  const text = (at: Environment) => `${runtimeText(at)} on ${at.arch}`;
  return `begun under ${text(before[0])}, this is ${text(here)}: last digits of what an experiment takes from Math can differ, and runs with them`;
}
