import { isJsonObject } from '../../base/json-object.js';

/**
 * What tells a setting on the command line of `warizan run`: `--set rate=0.1 --set width=8` where every
 * value is a plain word, which is safe to paste, else its place, `--setting 3`.
 */
export function setWords(setting: unknown, place: number): string {
  const words = isJsonObject(setting) ? fieldWords(setting, '') : null;
  return words === null || words.length === 0 ? `--setting ${place}` : words.map((word) => `--set ${word}`).join(' ');
}

/** `rate=0.1`, …; null where one is no plain word. */
function fieldWords(fields: Readonly<Record<string, unknown>>, before: string): readonly string[] | null {
  const words: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (isJsonObject(value)) {
      const inner = fieldWords(value, `${before}${name}.`);
      if (inner === null || inner.length === 0) return null;
      words.push(...inner);
      continue;
    }
    const isText = typeof value === 'string';
    // A text that reads as JSON would come back as something else.
    if (isText && isJsonText(value)) return null;
    const word = `${before}${name}=${isText ? value : JSON.stringify(value)}`;
    if (!/^[\w.,=+:@/-]+$/.test(word) || name.includes('.') || name.includes('=')) return null;
    words.push(word);
  }
  return words;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
