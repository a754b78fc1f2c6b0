/** Space for a label: whether a text fits into it. */
export type Fits = (text: string) => boolean;

const ellipsis = '…';

/**
 * Labels made to fit, so that they can still be told apart: what is common to all is shortened first, and
 * what differs stays. A label may be cut to its differing part, of which the middle goes first; where even so
 * two would be the same, each begins with its number, and has its beginning or its end, whichever tells more
 * of them apart.
 * @param labels no two the same @param fits as a rule, texts with fewer characters fit where longer ones do
 * @returns as many labels, no two the same; they fit, unless there is no room for a number and a sign
 */
export function fitLabels(labels: readonly string[], fits: Fits): string[] {
  if (labels.every(fits)) return [...labels];
  const split = labels.map(characters);
  const before = commonStart(split);
  const after = commonEnd(split, before);
  const parts = split.map((own) => ({
    start: own.slice(0, before),
    differing: own.slice(before, own.length - after),
    end: own.slice(own.length - after),
  }));
  const candidates = around(parts, fits);
  if (areDistinct(candidates)) return candidates;
  const divergent = cutAtDivergence(
    parts.map(({ differing }) => differing),
    fits,
  );
  if (areDistinct(divergent)) return divergent;
  return numbered(split, fits);
}

/** Each with its number, and as much of its beginning as fits; of its end, where those differ more. */
function numbered(labels: readonly (readonly string[])[], fits: Fits): string[] {
  const number = (k: number) => `${k + 1}: `;
  const from = labels.map((own, k) => cutEnd(characters(number(k) + own.join('')), fits));
  const to = labels.map((own, k) => cutStart(own, (text) => fits(number(k) + text)));
  const begun = from.map((text, k) => text.slice(number(k).length));
  const isEndBetter = new Set(to).size > new Set(begun).size && to.every((text, k) => fits(number(k) + text));
  return isEndBetter ? to.map((text, k) => number(k) + text) : from;
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

/** A label and where it differs from the others; what stands before and after is the same in all of them. */
interface LabelParts {
  readonly start: readonly string[];
  readonly differing: readonly string[];
  readonly end: readonly string[];
}

/**
 * What differs, with as much of what stands before and after it as fits: as much in each, so that they read
 * alike.
 */
function around(labels: readonly LabelParts[], fits: Fits): string[] {
  const text = ({ start, differing, end }: LabelParts, head: number, tail: number) =>
    `${part(start.slice(0, head), head < start.length)}${differing.join('')}${tail < end.length ? ellipsis : ''}${end.slice(end.length - tail).join('')}`;
  const whole = labels.filter((label) => label.differing.length > 0 && fits(text(label, 0, 0)));
  const [{ start, end }] = labels;
  const head = most(start.length, (kept) => whole.every((label) => fits(text(label, kept, 0))));
  const tail = most(end.length, (kept) => whole.every((label) => fits(text(label, head, kept))));
  return labels.map((label) => {
    if (label.differing.length === 0) return cutEnd([...start, ...end], fits);
    return whole.includes(label) ? text(label, head, tail) : cutMiddle(label.differing, fits);
  });
}

/** Beginning and end, with "…" between. */
function cutMiddle(text: readonly string[], fits: Fits): string {
  return longest(text, fits, (kept) => {
    const head = Math.ceil(kept / 2);
    return text.slice(0, head).join('') + ellipsis + text.slice(text.length - (kept - head)).join('');
  });
}

function cutEnd(text: readonly string[], fits: Fits): string {
  return longest(text, fits, (kept) => part(text.slice(0, kept), true));
}

function cutStart(text: readonly string[], fits: Fits): string {
  return longest(
    text,
    fits,
    (kept) =>
      ellipsis +
      text
        .slice(text.length - kept)
        .join('')
        .trimStart(),
  );
}

/** The whole text, or as many of its characters, one at least, as fit in the form that `cut` gives them. */
function longest(text: readonly string[], fits: Fits, cut: (kept: number) => string): string {
  if (fits(text.join(''))) return text.join('');
  const kept = most(text.length - 1, (count) => fits(cut(count)));
  return cut(Math.max(1, kept));
}

/** The beginning of something, with "…" where it goes on. */
function part(text: readonly string[], goesOn: boolean): string {
  return goesOn ? `${text.join('').trimEnd()}${ellipsis}` : text.join('');
}

/**
 * The greatest whole number up to `limit` of which `holds` is true, where it is true of all lesser ones; 0
 * where of none.
 */
function most(limit: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Each text from just before the place where it parts from its nearest neighbour in the alphabet. */
function cutAtDivergence(texts: readonly (readonly string[])[], fits: Fits): string[] {
  return texts.map((own, k) => {
    const shared = Math.max(0, ...texts.map((other, j) => (j === k ? 0 : sharedLength(own, other))));
    const from = Math.min(Math.max(0, shared - 2), Math.max(0, own.length - 1));
    return cutEnd([...(from > 0 ? [ellipsis] : []), ...own.slice(from)], fits);
  });
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** As a reader sees them: an accent belongs to its letter. */
function characters(text: string): string[] {
  const segmenter = new Intl.Segmenter('en');
  return blocksOf(text).flatMap((block) => Array.from(segmenter.segment(block), ({ segment }) => segment));
}

/** The segmenter takes time in proportion to the square of a text's length: it is given so much at once. */
const blockLength = 1000;

/** A text in parts, none of which ends within a code point. */
function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + blockLength;
    const cut = /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end + 1 : end;
    blocks.push(text.slice(start, cut));
    start = cut;
  }
  return blocks;
}

/**
 * How many characters all texts begin with, up to the beginning of a word or value: 0.01 and 0.05 have
 * nothing in common.
 */
function commonStart(texts: readonly (readonly string[])[]): number {
  const [first] = texts;
  let length = Math.min(...texts.map((text) => sharedLength(first, text)));
  while (length > 0 && isInWord(first[length - 1])) length--;
  return length;
}

/** The same at their ends, of what is not at their beginnings. */
function commonEnd(texts: readonly (readonly string[])[], before: number): number {
  return commonStart(texts.map((text) => text.slice(before).reverse()));
}

function isInWord(character: string): boolean {
  return !/[\s=,:;/()]/u.test(character);
}
