import { pow } from '../numeric/elementary/pow.js';
import { inTurn, type Inquiry } from './inquiry.js';
import type { ClaimedSlope, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';

/**
 * The nearest distance at which the loss changes counts as near up to so many times the spacing of
 * floating-point numbers: a sum may have terms so many times as large as those that the line moves.
 */
const nearest = 2 ** 16;

/** The claim is asked for at so many distances from the nearest on, each twice the one before. */
const distances = 12;

/** The rounding of a point with a few operations behind it reaches so many of them. */
const reached = 4;

/** Differences are other ones where they are apart by this share of the larger. */
const share = 0.5;

/**
 * Whether the claimed slope belongs to a pole or a cusp that lies between the steps and the point, as of
 * ln (w·x)² where w·x cancels to the last bits. Steps are longer than that and see both sides alike: a slope
 * 0, with a tiny error. Then the claims beside the point differ from the slope that was read, too, and
 *
 *     they differ from each other within a few units in the last place of the parameters, which is what
 *     rounding moves the point by;
 *     or the difference falls on both sides, within two thousand.
 *
 * A claim that is wrong differs by the same at all of them, and one that is wrong at the point alone (at a
 * tie) is right beside it.
 */
export function* isUnresolved(line: Line, origin: number, claim: ClaimedSlope, derivative: Limit): Inquiry<boolean> {
  const first = yield* firstChange(line, origin);
  if (first === null) return false;
  const steps = Array.from({ length: distances }, (_, k) => first * pow(2, k));
  const sides = yield* inTurn([1, -1], function* (side): Inquiry<readonly number[]> {
    const claims = yield* inTurn(steps, (t) => claim.at(side * t));
    return claims.map((value) => value - derivative.value);
  });
  const error = 2 * derivative.error + claim.error;
  const gap = Math.abs(claim.value - derivative.value);
  const isLow = sides.every((side) => Math.abs(side[side.length - 1]) <= share * gap);
  return sides.some((side) => (isLow && Math.abs(side[0]) > error) || varies(side.slice(0, reached), error));
}

/** Whether numbers, up to the first that the error hides, are apart; one of them may be infinite. */
function varies(differences: readonly number[], error: number): boolean {
  const hidden = differences.findIndex((value) => !(Math.abs(value) > error));
  const seen = hidden < 0 ? differences : differences.slice(0, hidden);
  if (seen.length < 2) return false;
  const largest = Math.max(...seen.map(Math.abs));
  return largest === Infinity || Math.max(...seen) - Math.min(...seen) >= share * largest;
}

/** The nearest distance, of those that double, at which the loss changes; null where it is not near. */
function* firstChange(line: Line, origin: number): Inquiry<number | null> {
  const reference = line.isShared ? line.magnitude : Math.max(line.magnitude, line.largest, 1);
  const [{ shortest }] = line.octaves;
  for (let t = line.finest > 0 ? line.finest : shortest; t <= nearest * 2 ** -52 * reference; t *= 2) {
    if ((yield* line.value(t)) !== origin || (yield* line.value(-t)) !== origin) return t;
  }
  return null;
}
