import { z } from 'zod';
import { fillUniform, type Draws } from '../random/rng.js';
import { interval } from './fields.js';

type Interval = readonly [low: number, high: number];

/**
 * Where inputs are drawn from, uniformly: an interval; a union, each input from the first or the second
 * interval by a fair coin; or halves, the first half of the inputs from the first interval and the rest from
 * the second.
 */
export type InputRange =
  Interval | { readonly union: readonly [Interval, Interval] } | { readonly halves: readonly [Interval, Interval] };

const both = z.tuple([interval, interval]).readonly();

/** Reads a range. */
export const inputRange: z.ZodType<InputRange> = z.union(
  [interval, z.strictObject({ union: both }).readonly(), z.strictObject({ halves: both }).readonly()],
  { error: 'must be an interval [low, high], {"union": [one, other]} or {"halves": [one, other]}' },
);

/** Whether a range is an interval alone. */
export function isOneInterval(range: InputRange): range is Interval {
  return !('union' in range) && !('halves' in range);
}

/** The intervals of a range. */
export function intervalsOf(range: InputRange): readonly Interval[] {
  if ('union' in range) return range.union;
  return 'halves' in range ? range.halves : [range];
}

/**
 * Draws so many samples of so many inputs, by rows, from the beginning of a list on: as the field's
 * benchmarks draw a batch or a set. Of a range of two intervals all of the first is drawn, then all of the
 * second, and then, of a union, a coin for each input, whose 1 is the first interval.
 */
export function drawRows(range: InputRange, rng: Draws, inputs: number, rows: Float64Array, count: number): void {
  const [first, ...others] = intervalsOf(range);
  const size = inputs * count;
  fillUniform(rng, ...first, rows, 0, size);
  for (const second of others) {
    const drawn = new Float64Array(size);
    fillUniform(rng, ...second, drawn, 0, size);
    if ('union' in range) {
      for (let k = 0; k < size; k++) if (rng.below(2) === 0) rows[k] = drawn[k];
    } else {
      // Of an odd number of inputs the smaller half is the first.
      for (let k = 0; k < size; k++) if (k % inputs >= Math.floor(inputs / 2)) rows[k] = drawn[k];
    }
  }
}
