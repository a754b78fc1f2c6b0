import { groupDigits } from '../base/group-digits.js';

export { groupDigits };

/**
 * Text that a user chose (the name of a setting), made fit to be shown beside other text: in a caption, a
 * table, a title.
 *
 * - What would act instead of being shown becomes �: control characters (terminals obey them, XML forbids
 *   them), direction overrides (they reorder the text that follows), halves of surrogate pairs, accents
 *   stacked higher than any language stacks them (they cover the lines above). Runs of white space become one
 *   space.
 * - Text with more than `most` code points is cut, and says so: its beginning, "…" and how long it was.
 *
 * Escaping is not done here: whoever writes SVG or HTML escapes for SVG or HTML.
 */
export function showUserText(text: string, most: number): string {
  const harmless = text.replace(/\s+/gu, ' ').replace(actingCharacters, '�').replace(stackedMarks, '$1�');
  const shown = Array.from(harmless);
  if (shown.length <= most) return shown.join('');
  return `${shown.slice(0, most).join('')}… (${groupDigits(shown.length)} characters)`;
}

/**
 * Cc: controls; Cs: lone surrogates; U+FFFE, U+FFFF: forbidden in XML; the rest: direction marks, overrides
 * and isolates.
 */
const actingCharacters = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const stackedMarks = /(\p{M}{4})\p{M}+/gu;

/** `1 run`, `20,000 runs` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(count)} ${count === 1 ? noun : plural}`;
}
