import type { LineFinding } from './line-finding.js';
import type { Ladder, Rung } from './taylor-ladder.js';
import { extrapolations, limitAtZero, type Limit } from './taylor-limit.js';
import { powerLaw } from './taylor-order.js';

/**
 * Whether a limit of B(h) or of φ(±h) − φ(0) is other than 0: four times its error, twice what A(h) needs,
 * because the error of φ(0) itself is in every term of these and no contrast of the others shows it.
 */
function significant(limit: Limit): boolean {
  return Math.abs(limit.value) > 4 * limit.error;
}

/** φ(0±) − φ(0): a limit ≠ 0 is a jump at the point. */
export function examineCut(ladder: Ladder, noise: readonly number[]): LineFinding | null {
  const side = (pick: (rung: Rung) => number) =>
    limitAtZero(
      extrapolations(
        ladder.rungs.map((rung, k) => ({ h: rung.h, value: pick(rung) - ladder.origin, noise: 2 * noise[k] })),
        [1, 2, 3],
      ),
    );
  const above = side((rung) => rung.above);
  const below = side((rung) => rung.below);
  if (above === null || below === null || !(significant(above) || significant(below))) return null;
  return { kind: 'branch-cut', left: ladder.origin + below.value, right: ladder.origin + above.value };
}

/** φ'(0±): where they differ (B(h) has a limit ≠ 0) the point is a kink. */
export function examineKink(derivative: Limit, bend: Limit): LineFinding | null {
  if (!significant(bend)) return null;
  return { kind: 'kink', left: derivative.value - bend.value, right: derivative.value + bend.value };
}

/**
 * A vertical tangent: |φ(±h) − φ(0)| falls as a power of h clearly between 0 (a jump) and 1 (a slope), so
 * that the slope grows without bound; clearly is by 0.1, the power's own error.
 */
export function examineVertical(ladder: Ladder, rounding: readonly number[]): LineFinding | null {
  const left = sideOf(ladder, rounding, (rung) => rung.below);
  const right = sideOf(ladder, rounding, (rung) => rung.above);
  // A jump on the other side is a cut, whatever this one does.
  if (left.jumps || right.jumps || (left.steepness === 0 && right.steepness === 0)) return null;
  return {
    kind: 'kink',
    left: left.steepness === 0 ? -oneSidedSlope(ladder, rounding, (rung) => rung.below) : -left.steepness,
    right: right.steepness === 0 ? oneSidedSlope(ladder, rounding, (rung) => rung.above) : right.steepness,
  };
}

/**
 * (φ(±h) − φ(0))/h at every rung, extrapolated: powers 1, 2, 3; two errors e over h. NaN where it does not
 * settle.
 */
function oneSidedSlope(ladder: Ladder, rounding: readonly number[], side: (rung: Rung) => number): number {
  const limit = limitAtZero(
    extrapolations(
      ladder.rungs.map((rung, k) => ({
        h: rung.h,
        value: (side(rung) - ladder.origin) / rung.h,
        noise: (2 * rounding[k]) / rung.h,
      })),
      [1, 2, 3],
    ),
  );
  return limit?.value ?? NaN;
}

/** How the loss leaves the point on one side. */
interface Side {
  /** ±∞ where φ rises or falls from the point with an order clearly between 0 and 1, else 0. */
  readonly steepness: number;
  /** Whether the order is 0. */
  readonly jumps: boolean;
}

function sideOf(ladder: Ladder, rounding: readonly number[], side: (rung: Rung) => number): Side {
  const { rungs, origin } = ladder;
  const order = powerLaw(
    rungs.map((rung, k) => ({ h: rung.h, size: Math.abs(side(rung) - origin), noise: 2 * rounding[k] })),
  );
  if (order === null || order > 0.9) return { steepness: 0, jumps: false };
  if (order < 0.1) return { steepness: 0, jumps: true };
  const rise = side(rungs[rungs.length - 1]) - origin;
  return { steepness: Math.sign(rise) * Number.POSITIVE_INFINITY, jumps: false };
}
