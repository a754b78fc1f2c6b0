import { groupDigits } from '../base/group-digits.js';
import { harmless } from '../base/harmless-text.js';

export { groupDigits };

/**
 * Text that a user chose (the name of a setting), made fit to be shown beside other text: in a caption, a
 * table, a title.
 *
 * - What would act instead of being shown becomes �, as in `harmless`. Runs of white space become one space.
 * - Text with more than `most` code points is cut, and says so: its beginning, "…" and how long it was.
 *
 * Escaping is not done here: whoever writes SVG or HTML escapes for SVG or HTML.
 */
export function showUserText(text: string, most: number): string {
  const shown = Array.from(harmless(text.replace(/\s+/gu, ' ')));
  if (shown.length <= most) return shown.join('');
  return `${shown.slice(0, most).join('')}… (${groupDigits(shown.length)} characters)`;
}

/** `1 run`, `20,000 runs` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(count)} ${count === 1 ? noun : plural}`;
}
