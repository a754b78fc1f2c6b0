import { isJsonObject } from '../../base/json-object.js';
import { parsedJson } from '../../base/parsed-json.js';
import { settingLeaves, type SettingLeaf } from '../../study/setting-text.js';

/**
 * What tells a setting on the command line of `warizan run`: `--set rate=0.1 --set width=8` where every
 * value is a plain word, which is safe to paste, else its place, `--setting 3`.
 */
export function setWords(setting: unknown, place: number): string {
  const words = isJsonObject(setting) ? settingLeaves(setting).map(wordOf) : [];
  const isPlain = words.length > 0 && !words.includes(null);
  return isPlain ? words.map((word) => `--set ${word}`).join(' ') : `--setting ${place}`;
}

/** `rate=0.1`; null where it is no plain word, or would be read as something else. */
function wordOf([path, value]: SettingLeaf): string | null {
  const isText = typeof value === 'string';
  if (isText && parsedJson(value) !== undefined) return null;
  if (isJsonObject(value) || path.some((name) => /[.=]/.test(name))) return null;
  const word = `${path.join('.')}=${isText ? value : JSON.stringify(value)}`;
  return /^[\w.,=+:@/-]+$/.test(word) ? word : null;
}
