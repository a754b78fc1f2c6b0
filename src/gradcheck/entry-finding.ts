import { examineLine } from './taylor-line.js';
import { askGradient, type Inquiry } from './inquiry.js';
import type { Origin } from './repeatability.js';
import { axisLine, directionLine, type ClaimedSlope, type Line, type Sampling } from './taylor-ladder.js';
import type { EntryFinding } from './verdict.js';

/** A point, what the model gives there, and how lines through it are to be sampled. */
export interface Point {
  readonly params: readonly number[];
  readonly origin: Origin;
  readonly sampling: Sampling;
  /** The unit roundoff of the gradient. */
  readonly gradientRoundoff: number;
}

/**
 * Roundings reckoned with in an entry of the gradient, or in a sum of its entries: the last operation's, an
 * elementary function's, and those of a few terms before.
 */
const gradientRoundings = 8;

/** One entry along its own axis. */
export function* examineEntry(point: Point, entry: number): Inquiry<EntryFinding> {
  const { params, origin, sampling } = point;
  const model = origin.gradient[entry];
  const value = Number.isFinite(model) ? model : 0;
  const claim: ClaimedSlope = {
    value,
    error: gradientRoundings * point.gradientRoundoff * Math.abs(value) + origin.gradientNoise,
    *at(t) {
      return (yield* askGradient(params.with(entry, params[entry] + t)))[entry];
    },
  };
  const lineOf = (stretch: number) => axisLine(params, entry, { ...sampling, stretch });
  return { entry, model, finding: yield* examineLine(lineOf, origin.loss, claim) };
}

/** The line along a direction, and the slope Σ d_i·g_i that the model claims along it. */
export function claimAlong(
  point: Point,
  direction: readonly number[],
): { readonly lineOf: (stretch: number) => Line; readonly claim: ClaimedSlope } {
  const { params, origin, sampling } = point;
  const along = (gradient: readonly number[]) =>
    direction.reduce((sum, d, i) => (d === 0 ? sum : sum + d * gradient[i]), 0);
  const size = direction.reduce((sum, d, i) => (d === 0 ? sum : sum + Math.abs(d * origin.gradient[i])), 0);
  const reach = direction.reduce((sum, d) => sum + Math.abs(d), 0);
  return {
    lineOf: (stretch) => directionLine(params, direction, origin.gradient, { ...sampling, stretch }),
    claim: {
      value: along(origin.gradient),
      error: gradientRoundings * point.gradientRoundoff * size + origin.gradientNoise * reach,
      *at(t) {
        return along(yield* askGradient(params.map((x, i) => x + t * direction[i])));
      },
    },
  };
}
