import { existsSync } from 'node:fs';
import { quoted } from '../base/input-error.js';
import { readRegularText } from '../study/input-file.js';
import { parseJson } from '../study/parse-text.js';

/** What a file of a folder holds; null where there is none. @throws InputError where it is no JSON */
export function jsonFile(path: string): unknown {
  return existsSync(path) ? parseJson(quoted(path), readRegularText(path)) : null;
}
