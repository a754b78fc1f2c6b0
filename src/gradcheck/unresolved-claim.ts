import { inTurn, type Inquiry } from './inquiry.js';
import type { ClaimedSlope, Line } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';

/**
 * The nearest distance that counts as near is up to so many times the spacing of floating-point numbers: a sum
 * may have terms so many times as large as those that the line moves.
 */
const nearest = 2 ** 16;

/** The claim is asked for at so many distances from the nearest on, each twice the one before. */
const distances = 12;

/** Claims next to each other differ by so much of what they differ from the slope that was read. */
const share = 0.5;

/**
 * Whether the claimed slope changes within a few units in the last place of the parameters by as much as it
 * differs from the one that was read: near a pole or a cusp, ln (w·x)² where w·x cancels to the last bit. Steps
 * are longer than that, and see both sides alike: a slope 0 with a tiny error. What the loss does between them
 * and the point cannot be asked for.
 *
 * The claims beside the point must differ from the slope that was read, too, and from each other on one side: a
 * claim that is wrong differs by the same at all of them, and one that is wrong at the point alone (at a tie)
 * is right beside it.
 */
export function* isUnresolved(line: Line, origin: number, claim: ClaimedSlope, derivative: Limit): Inquiry<boolean> {
  const first = yield* firstChange(line, origin);
  if (first === null) return false;
  const steps = Array.from({ length: distances }, (_, k) => first * 2 ** k);
  for (const side of [1, -1]) {
    const claims = yield* inTurn(steps, (t) => claim.at(side * t));
    if (
      varies(
        claims.map((value) => value - derivative.value),
        2 * derivative.error + claim.error,
      )
    )
      return true;
  }
  return false;
}

/** Whether numbers differ by a share of the largest, before the first that the error hides; one may be infinite. */
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
