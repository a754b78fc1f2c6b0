import { inTurn, type Inquiry } from './inquiry.js';

/** A place where the loss jumps. */
export interface Jump {
  /** Distance from the point. */
  readonly distance: number;
  /** |φ(t+) − φ(t−)|, to within a factor of two. */
  readonly size: number;
}

/**
 * Coefficients of the sixth difference, and what a unit step in the middle makes of it: their largest partial
 * sum.
 */
const sixth = [1, -6, 15, -20, 15, -6, 1];
const unitStep = 10;

/**
 * Points of the first, wide look: with 64 cells the sixth difference of a smooth loss is about 64^-6 ~ 1e-11
 * of it.
 */
const wideCells = 64;

/**
 * Halvings after which a smooth loss has lost 2^24 of its sixth difference, and what is left is taken for a
 * jump's.
 */
const settled = 4;

/**
 * Looks for a discontinuity of φ in [from, to] and closes in on it: a smooth loss's sixth differences fall by
 * 2^6 each time the cells are halved, a kink's by 2, those across a jump stay (within the factor of two by
 * which the jump's place in the window matters). A jump is reported where its size has survived until the
 * cells are 2^-40 of the interval: a loss that oscillates fast, but smoothly, is not taken for one.
 * @param noise the error to reckon with in one value of φ
 */
export function* findJump(
  value: (t: number) => Inquiry<number>,
  from: number,
  to: number,
  noise: number,
): Inquiry<Jump | null> {
  let cell = (to - from) / wideCells;
  let start = from;
  let samples = yield* inTurn(
    Array.from({ length: wideCells + 1 }, (_, i) => from + i * cell),
    value,
  );
  let reference = 0;
  for (let halvings = 0; cell > (to - from) * 2 ** -40; halvings++) {
    const found = sharpest(samples);
    if (!(found.size > 4 * noise) || found.size < reference / 4) return null;
    if (halvings === settled) reference = found.size;
    const left = start + found.index * cell;
    const half = cell / 2;
    const kept = samples.slice(found.index, found.index + 7);
    const between = yield* inTurn(
      [1, 3, 5, 7, 9, 11].map((odd) => left + odd * half),
      value,
    );
    samples = kept.flatMap((sample, i) => (i === 0 ? [sample] : [between[i - 1], sample]));
    start = left;
    cell = half;
  }
  return { distance: Math.max(Math.abs(start), Math.abs(start + 12 * cell)), size: reference };
}

/**
 * The window of seven samples whose sixth difference is largest, and the size of the jump that would make it
 * so.
 */
function sharpest(samples: readonly number[]): { readonly index: number; readonly size: number } {
  let best = { index: 0, size: -1 };
  for (let index = 0; index + 6 < samples.length; index++) {
    const difference = sixth.reduce((sum, weight, i) => sum + weight * (samples[index + i] - samples[index]), 0);
    const size = Math.abs(difference) / unitStep;
    if (size > best.size) best = { index, size };
  }
  return best;
}
