import { pow } from '../numeric/elementary/pow.js';
import { inTurn, type Inquiry } from './inquiry.js';
import type { Reading } from './line-reading.js';
import type { ClaimedSlope } from './taylor-ladder.js';
import type { Limit } from './taylor-limit.js';

/** Halvings of the step down to where a part that the step does not resolve is looked for. */
const halvings = 12;

/** Nodes and weights of Gauss–Legendre quadrature on [−1, 1], order 12; those of −x are the same. */
const gaussLegendre = [
  [0.2386191860831969, 0.46791393457269104],
  [0.6612093864662645, 0.3607615730481386],
  [0.932469514203152, 0.17132449237917036],
];

/**
 * Whether the loss does on the step at which its slope was read what the claim says, although the claim at
 * the point is another slope: it changes beside the point, and what it makes of the loss until then is less
 * than rounding, as of 1e-15·tanh(1000·x) in a loss of 1. The claim is integrated from the point to both
 * ends:
 *
 *     φ(±h) − φ(0) = ∫ s(t) dt   to within twice the noise in one value
 *
 * A claim that is wrong by as much all around makes a difference of gap·h, which is more than that, or there
 * were no gap. At the point the claim must be one of those beside it, or between: at a tie it may be wrong
 * alone.
 * @param derivative of the loss, which differs from the claim
 */
export function* isFollowed(
  { line, ladder, noise }: Reading,
  claim: ClaimedSlope,
  { value, rung }: Limit,
): Inquiry<boolean> {
  const { h, above, below } = ladder.rungs[rung];
  const gap = Math.abs(value - claim.value);
  if (gap * h * pow(2, -halvings) > noise[rung]) return false;
  const nearest = Math.max(line.finest, h * pow(2, -40));
  const beside = yield* inTurn([nearest, -nearest], (t) => claim.at(t));
  const isBetween = claim.value >= Math.min(...beside) - gap / 2 && claim.value <= Math.max(...beside) + gap / 2;
  if (!isBetween) return false;
  const most = 2 * noise[rung] + h * claim.error;
  const up = above - ladder.origin - (yield* integral(claim, h));
  const down = below - ladder.origin - (yield* integral(claim, -h));
  return Math.abs(up) <= most && Math.abs(down) <= most;
}

/** ∫ s(t) dt from 0 to h, over stretches that halve towards 0, where s may change fast. */
function* integral(claim: ClaimedSlope, h: number): Inquiry<number> {
  const edges = [...Array.from({ length: halvings + 1 }, (_, k) => h * pow(2, -k)), 0];
  const stretches = edges.slice(1).map((from, k) => ({ middle: (from + edges[k]) / 2, half: (edges[k] - from) / 2 }));
  const parts = yield* inTurn(stretches, function* ({ middle, half }): Inquiry<number> {
    const terms = yield* inTurn(gaussLegendre, function* ([node, weight]): Inquiry<number> {
      return weight * ((yield* claim.at(middle - node * half)) + (yield* claim.at(middle + node * half)));
    });
    return half * terms.reduce((sum, term) => sum + term, 0);
  });
  return parts.reduceRight((sum, part) => sum + part, 0);
}
