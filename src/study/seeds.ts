import { InputError, quoted } from '../base/input-error.js';

/** Seeds from the first to the last, both included. */
export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

/** More seeds than any study will run; a larger number is a slip of the keyboard. */
const mostSeeds = 1e7;

/** How many seeds the ranges hold. */
export function seedCount(ranges: readonly SeedRange[]): number {
  return ranges.reduce((count, { from, to }) => count + (to - from + 1), 0);
}

/** The first so many seeds, in their order. @param count at most as many as there are */
export function firstSeeds(ranges: readonly SeedRange[], count: number): readonly SeedRange[] {
  let left = count;
  return ranges.flatMap(({ from, to }) => {
    const taken = Math.min(left, to - from + 1);
    left -= taken;
    return taken === 0 ? [] : [{ from, to: from + taken - 1 }];
  });
}

/** Seed number `index`, counted from 0 through the ranges. @throws RangeError when there are fewer */
export function seedAt(ranges: readonly SeedRange[], index: number): number {
  let before = 0;
  for (const { from, to } of ranges) {
    if (index < before + (to - from + 1)) return from + (index - before);
    before += to - from + 1;
  }
  throw new RangeError(`seed ${index} of ${before}`);
}

/** The place of a seed, counted from 0 through the ranges; null where it is in none. */
export function seedPlace(ranges: readonly SeedRange[], seed: number): number | null {
  let before = 0;
  for (const { from, to } of ranges) {
    if (from <= seed && seed <= to) return before + (seed - from);
    before += to - from + 1;
  }
  return null;
}

/** The first seed of some ranges that is not in others; null where all are. */
export function firstSeedBeside(ranges: readonly SeedRange[], others: readonly SeedRange[]): number | null {
  for (const { from, to } of ranges) {
    for (let seed = from; seed <= to;) {
      const around = others.find((other) => other.from <= seed && seed <= other.to);
      if (around === undefined) return seed;
      seed = around.to + 1;
    }
  }
  return null;
}

/** `1..100, 7`: ranges as messages have them. */
export function seedsText(ranges: readonly SeedRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}..${to}`)).join(', ');
}

/**
 * Reads seeds as a study file or `--seeds` gives them: `"1..100"`, `7`, or a list of these.
 * @param field what the message calls them @param largest the largest seed of the generator
 * @throws InputError when a range is malformed or empty, a seed is too large or given twice, or there are
 * more than 10 million
 */
export function readSeeds(field: string, value: unknown, largest: number): readonly SeedRange[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw new InputError(`${field}: []: name at least one seed`);
  const ranges = items.map((item) => readRange(field, item, largest));
  const ordered = [...ranges].sort((a, b) => a.from - b.from);
  ordered.forEach(({ from }, k) => {
    if (k > 0 && from <= ordered[k - 1].to) throw new InputError(`${field}: ${from}: is given twice`);
  });
  if (!(seedCount(ranges) <= mostSeeds)) throw new InputError(`${field}: ${quoted(value)}: at most 10 million seeds`);
  return ranges;
}

function readRange(field: string, value: unknown, largest: number): SeedRange {
  const match =
    typeof value === 'number' || typeof value === 'string' ? /^(\d+)(?:\.\.(\d+))?$/.exec(String(value)) : null;
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || !(from <= to && to <= largest)) {
    throw new InputError(
      `${field}: ${quoted(value)}: must be A..B with 0 ≤ A ≤ B ≤ ${largest}, one seed, or a list of these`,
    );
  }
  return { from, to };
}
