import { nameOfEntry, type LocatedEntry, type LocatedVerdict } from '../gradcheck/located-verdict.js';
import { entryName } from '../gradcheck/parameter-tree.js';
import { measuredText } from '../gradcheck/measured-text.js';

/** A number in at most six digits, for people. */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}

/**
 * A value as a test author would write it; numbers in full, so that a case can be pasted back. What contains
 * itself is `…` there.
 */
export function literal(value: unknown): string {
  return written(value, []);
}

/** @param within the objects that are being written, outermost first */
function written(value: unknown, within: readonly object[]): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (within.includes(value)) return '…';
  const inside = [...within, value];
  const list = (entries: Iterable<unknown>) => Array.from(entries, (entry) => written(entry, inside)).join(', ');
  if (Array.isArray(value)) return `[${list(value)}]`;
  if (value instanceof Map) return `new Map([${list(value)}])`;
  if (value instanceof Set) return `new Set([${list(value)}])`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date("${value.toISOString()}")`;
  if (ArrayBuffer.isView(value) && isIterable(value)) return `${value.constructor.name}.of(${list(value)})`;
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${written(field, inside)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Whether this can be gone through. */
export function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

/** A verdict in a few lines a person understands, without the point it was given at. */
export function describeVerdict(verdict: LocatedVerdict): string {
  switch (verdict.kind) {
    case 'correct':
      return describeCorrect(verdict);
    case 'wrong':
      return describeWrong(verdict);
    case 'staircase':
      return describeStaircase(verdict);
    case 'kink':
      return verdict.entry === null
        ? `no gradient exists here: slopes along the axes do not add up (${shortNumber(verdict.left)}, measured ${shortNumber(verdict.right)})`
        : `kink in ${nameOfEntry(verdict)}: the slope is ${shortNumber(verdict.left)} on the left, ${shortNumber(verdict.right)} on the right`;
    case 'branch-cut':
      return `the loss jumps here${verdict.entry === null ? '' : ` in ${nameOfEntry(verdict)}`}: ${shortNumber(verdict.left)} on the left, ${shortNumber(verdict.right)} on the right`;
    case 'noisy':
      return verdict.deterministic
        ? `the loss is too rough to read its slope in ${nameOfEntry(verdict)}: noise of ${shortNumber(verdict.noise)}`
        : `the ${verdict.source} is not deterministic: evaluated again at the same point it differs by ${shortNumber(verdict.noise)} (fix its seed)`;
    case 'not-finite':
      return verdict.reason;
    case 'undecided':
      return `undecided: ${verdict.reason}`;
  }
}

/** How many digits, of how many entries, and which could not be read. */
function describeCorrect({ digits, coverage }: Extract<LocatedVerdict, { kind: 'correct' }>): string {
  const { judged, unread, notAsked } = coverage;
  const to = digits === null ? '' : ` to ${digits.toFixed(1)} digits`;
  const asked = judged + unread.length;
  const rest = notAsked === 0 ? '' : `; ${notAsked} of ${asked + notAsked} entries were not asked for`;
  if (judged === 0) return `the gradient is right within noise that hides it: ${listed(unread)}${rest}`;
  if (unread.length === 0) return `the gradient is right${to}${rest}`;
  return `the gradient is right in ${judged} of ${asked} entries${to.replace(' to ', ', to ')}; not read: ${listed(unread)}${rest}`;
}

/** The first few entries of which nothing could be said, and why. */
function listed(unread: readonly LocatedEntry[]): string {
  const first = unread.slice(0, 3).map(({ entry, path, reason }) => `${entryName(entry, path)} (${reason})`);
  return `${first.join(', ')}${unread.length > 3 ? `, and ${unread.length - 3} more` : ''}`;
}

function describeStaircase(verdict: Extract<LocatedVerdict, { kind: 'staircase' }>): string {
  const where = verdict.entry === null ? '' : `, in ${nameOfEntry(verdict)}`;
  const flat = `constant for ${shortNumber(verdict.width)} around the point, with a step of ${shortNumber(verdict.height)}`;
  return [
    `the gradient is wrong of the loss as written${where}`,
    `  model    ${verdict.model}`,
    `  harness  0: the loss is a staircase, ${flat}`,
    '  (a straight-through gradient is that of another function than this loss)',
  ].join('\n');
}

/** More wrong entries than this are counted rather than named. */
const mostNamed = 12;

function describeWrong(verdict: Extract<LocatedVerdict, { kind: 'wrong' }>): string {
  const others = verdict.wrongEntries.length - 1;
  const names = verdict.wrongEntries.slice(0, mostNamed).map((entry, k) => entryName(entry, verdict.wrongPaths[k]));
  const all = [...names.map((name) => name.replace(/^entry /, '')), ...(others < mostNamed ? [] : ['…'])].join(', ');
  const order =
    verdict.order === null
      ? 'the remainder does not stand out of the noise'
      : `the remainder falls with order ${verdict.order.toFixed(2)} (2 for a gradient, 1 for anything else)`;
  return [
    `the gradient is wrong in ${nameOfEntry(verdict)}${others > 0 ? ` and ${others} more (${all})` : ''}`,
    `  model    ${verdict.model}`,
    `  harness  ${measuredText(verdict.harness, verdict.error)}`,
    `  they agree to ${verdict.digits.toFixed(1)} digits; ${order}`,
  ].join('\n');
}
