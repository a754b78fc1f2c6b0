import { inTurn, type Inquiry } from './inquiry.js';
import type { ClaimedSlope, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';

/**
 * The nearest distance at which the loss changes counts as near up to so many times the spacing of
 * floating-point numbers: a sum may have terms so many times as large as those that the line moves.
 */
const nearest = 2 ** 16;

/** So many roundings of the loss are no change that a pole or a cusp makes between neighbouring numbers. */
const roundings = 4;

/** What the rounding of a point reaches with a few operations behind it, in units of the nearest distance. */
const near = [1, 2, 4, 8];

/** At this one the steps see what is nearer than a tenth of it to a digit at least. */
const far = 2 ** 15;

/** Differences are other ones where they are apart by this share of the larger. */
const share = 0.5;

/**
 * Whether the claimed slope belongs to a pole or a cusp that lies between the steps and the point, as of
 * ln (w·x)² where w·x cancels to the last bits. Steps are longer than that and see both sides alike: a slope
 * 0, with a tiny error. Then the claims beside the point differ from the slope that was read, too, and
 *
 *     they differ from each other within a few units in the last place of the parameters, which is what
 *     rounding moves the point by;
 *     or the difference falls on both sides before the steps see the loss well.
 *
 * A claim that is wrong differs by the same at all of them, and one that is wrong at the point alone (at a
 * tie) is right beside it.
 */
export function* isUnresolved(line: Line, origin: number, claim: ClaimedSlope, derivative: Limit): Inquiry<boolean> {
  const first = yield* firstChange(line, origin);
  if (first === null) return false;
  const differences = (distances: readonly number[]) =>
    inTurn(distances, function* (distance): Inquiry<number> {
      return (yield* claim.at(distance * first)) - derivative.value;
    });
  const above = yield* differences(near);
  const below = yield* differences(near.map((distance) => -distance));
  const error = 2 * derivative.error + claim.error;
  if (varies(above, error) || varies(below, error)) return true;
  if (!(Math.abs(above[0]) > error || Math.abs(below[0]) > error)) return false;
  const most = share * Math.abs(claim.value - derivative.value);
  return (yield* differences([far, -far])).every((difference) => Math.abs(difference) <= most);
}

/** Whether numbers, up to the first that the error hides, are apart; one of them may be infinite. */
function varies(differences: readonly number[], error: number): boolean {
  const hidden = differences.findIndex((value) => !(Math.abs(value) > error));
  const seen = hidden < 0 ? differences : differences.slice(0, hidden);
  if (seen.length < 2) return false;
  const largest = Math.max(...seen.map(Math.abs));
  return largest === Infinity || Math.max(...seen) - Math.min(...seen) >= share * largest;
}

/**
 * The nearest distance, of those that double, at which the loss changes; null where it is not near, or where
 * the loss changes by no more than its rounding, as smooth ones do.
 */
function* firstChange(line: Line, origin: number): Inquiry<number | null> {
  const reference = Math.max(line.largest, 1);
  const [{ shortest }] = line.octaves;
  for (let t = line.finest > 0 ? line.finest : shortest; t <= nearest * 2 ** -52 * reference; t *= 2) {
    const [above, below] = [(yield* line.value(t)) - origin, (yield* line.value(-t)) - origin];
    if (above === 0 && below === 0) continue;
    const change = Math.max(Math.abs(above), Math.abs(below));
    return change <= roundings * line.roundoff * Math.abs(origin) ? null : t;
  }
  return null;
}
