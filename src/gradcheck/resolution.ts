import type { Reading } from './line-reading.js';
import { noiseCeiling } from './slope-noise.js';

/** A difference is seen where it makes so many times the noise. */
const visible = 8;

/** Roundings of the largest value of the loss, above which noise is of another kind. */
const roundings = 8;

/** A slope is told from 0 where it is so many times its error. */
const told = 4;

/**
 * Whether a difference that was read on long steps may be none at the point, because shorter ones cannot see
 * it. A step of 1 or shorter that shows it leaves no doubt. Where none does, two things are in the way of
 * large parameters (sin x at 1e14, where x resolves no period; 1e16 + sin x, which rounds it away):
 *
 *     rough     what is taken for noise is more than rounding, and more than a thousandth of what the loss
 *               does;
 *     flat      long steps show no slope at all.
 * @param gap how much the claimed slope differs from the one that was read
 */
export function isUnsure(reading: Reading, gap: number): boolean {
  const { ladder, noise } = reading;
  if (ladder.rungs.some(({ h }, k) => h <= 1 && gap * h >= visible * noise[k])) return false;
  return isRough(reading) || isFlat(reading);
}

function isRough({ line, ladder, noise, derivative }: Reading): boolean {
  const { rungs, origin } = ladder;
  const range = rungs.reduce(
    (most, { above, below }) => Math.max(most, Math.abs(above - origin), Math.abs(below - origin)),
    0,
  );
  const rounding = roundings * line.roundoff * Math.max(range, Math.abs(origin));
  return noise[derivative.rung] > Math.max(rounding, noiseCeiling * range);
}

function isFlat({ derivative }: Reading): boolean {
  return Math.abs(derivative.value) <= told * derivative.error;
}
