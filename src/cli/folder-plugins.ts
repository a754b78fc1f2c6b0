import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namesOf, type KnownNames } from '../experiments/training/tables/setting-columns.js';
import { isJsonObject } from '../base/json-object.js';
import { commandFile } from './recorded-command.js';
import { readRegularText } from '../study/input-file.js';
import { parsedJson } from '../base/parsed-json.js';

/** Whether what a folder's tables came of had plugins: its study or its command names one. */
export function hasPlugins(folder: string): boolean {
  const study = jsonIn(join(folder, 'study.json'));
  const command = jsonIn(join(folder, commandFile));
  const named = isJsonObject(study) ? study['plugins'] : undefined;
  return (Array.isArray(named) && named.length > 0) || (Array.isArray(command) && command.includes('--plugin'));
}

/** What the tables of a folder may name. */
export function namesIn(folder: string): KnownNames {
  return namesOf({ hasPlugins: hasPlugins(folder) });
}

/** A file's value; undefined where there is none, or it is no JSON: who needs it says so. */
function jsonIn(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return parsedJson(readRegularText(path));
  } catch {
    return undefined;
  }
}
