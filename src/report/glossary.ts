/** A word of a report and what it means, in a sentence. */
export interface Word {
  readonly term: string;
  readonly says: string;
}

/**
 * Of the words that can be explained, those that a report uses, each once, in the order of their first use.
 */
export function wordsUsed(known: readonly Word[], texts: readonly string[]): Word[] {
  const text = texts.join('\n');
  return known
    .map((word) => ({ word, at: placeOf(word.term, text) }))
    .filter(({ word, at }, k) => at >= 0 && known.findIndex(({ term }) => term === word.term) === k)
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

/** Where a word stands alone: `exact` is no part of `exactly`; −1 where it does not. */
function placeOf(term: string, text: string): number {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + term.length))) return at;
  }
  return -1;
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}_-]/u.test(character);
}
