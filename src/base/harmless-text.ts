/*
 * Text that somebody else chose, made fit to be printed: what would act on a terminal, on a page or on the
 * runner of a CI job instead of being shown is replaced by signs that can be seen. Ordinary text stays as it
 * is.
 */

/**
 * Characters that act, or that nobody sees.
 *
 * - Cc and the separators of lines and paragraphs: terminals obey them, XML forbids most of them.
 * - Cs, U+FFFE and U+FFFF: halves of surrogate pairs and what is no character, which XML forbids.
 * - Default_Ignorable_Code_Point: marks, overrides and isolates of direction, which reorder the text that
 *   follows; joiners, fillers, tags and selectors, in which text can hide. .NET, and so the runner of GitHub,
 *   skips them where it looks for a command.
 * - U+FFF9 to U+FFFB: annotations between the lines, invisible as well.
 */
const acting = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB\uFFFE\uFFFF]/u;

/** Scripts that cannot be written without joiners. */
const joining =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Mong}]';

/** One picture, in a colour of skin or in the manner of text or of emoji. */
const picture = '\\p{Extended_Pictographic}(?:\\uFE0E|\\uFE0F?\\p{Emoji_Modifier}?)';

/** Where such characters belong to what is written, and else, as a group of its own, one of them. */
const actingOrWritten = new RegExp(
  [
    // The flags of England, Scotland and Wales.
    '\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}',
    // A family, a keycap.
    `${picture}(?:\\u200D${picture})*`,
    '[0-9#*]\\uFE0F\\u20E3',
    `(?<=${joining})[\\u200C\\u200D](?=${joining})`,
    // Variants of Chinese characters and of Mongolian letters.
    '(?<=\\p{sc=Hani})[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]',
    '(?<=\\p{sc=Mong})[\\u180B-\\u180D\\u180F]',
    `(${acting.source})`,
  ].join('|'),
  'gu',
);

/** Accents stacked higher than any language stacks them: they cover the lines above. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

const replacement = '\uFFFD';

/** Text without what acts: � stands in the place of each character that would. */
export function harmless(text: string): string {
  return replacedActing(text, () => replacement).replace(stackedMarks, `$1${replacement}`);
}

/** Text with something else in the place of each character that acts. */
function replacedActing(text: string, shown: (character: string) => string): string {
  if (!acting.test(text)) return text;
  return text.replace(actingOrWritten, (match: string, character: string | undefined) =>
    character === undefined ? match : shown(character),
  );
}

/*
 * Commands of CI runners. GitHub's obeys a line that begins with `::`, behind blanks, and `##[…]` wherever it
 * stands; it compares as .NET does, to which some marks are nothing. Azure's obeys `##vso[…]`, TeamCity's
 * `##teamcity[…]`.
 */
const unseen = '[\\p{M}\\p{Cf}]*';
const commandAtBegin = new RegExp(`^([\\s\\p{M}\\p{Cf}]*:${unseen}):`, 'u');
const commandAnywhere = new RegExp(`(#${unseen})#(?=${unseen}(?:vso|teamcity)?${unseen}\\[)`, 'giu');

/** Lines of ours that may hold text of others, as they are printed: nothing in them acts. */
export function printable(text: string): string {
  return text.split('\n').map(printableLine).join('\n');
}

/** @param line text without line breaks of ours */
function printableLine(line: string): string {
  return harmless(line).replace(commandAtBegin, `$1${replacement}`).replace(commandAnywhere, `$1${replacement}`);
}

/** Text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * JSON text with escapes in the place of what acts: the same value, in signs that can be seen. Line breaks
 * between its parts stay.
 */
export function escapedJson(json: string): string {
  const escape = (character: string) => (character === '\n' ? character : escaped(character));
  return replacedActing(json, escape).replace(commandAnywhere, (_, first: string) => `${first}${escaped('#')}`);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, k) => {
    const code = character.charCodeAt(k).toString(16).padStart(4, '0');
    return `\\u${code}`;
  }).join('');
}
