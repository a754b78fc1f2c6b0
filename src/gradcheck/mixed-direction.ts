import { askGradient, type Inquiry } from './inquiry.js';
import type { Slope } from './line-finding.js';
import { spread } from './direction-weights.js';
import { examineFirmly } from './firm-finding.js';
import type { Origin } from './repeatability.js';
import { directionLine, toBits, type ClaimedSlope, type Sampling } from './taylor-ladder.js';
import type { EntryFinding, Judgement } from './verdict.js';

/** A correct entry's slope, with the entry and the model's value of it. */
interface EntrySlope extends Slope {
  readonly entry: number;
  readonly model: number;
}

/**
 * All entries are correct: their summary, once the slope in a mixed direction is found to be the sum it
 * should be.
 */
export function* examineSum(
  params: readonly number[],
  origin: Origin,
  findings: readonly EntryFinding[],
  sampling: Sampling,
): Inquiry<Judgement> {
  const slopes = findings.flatMap(({ entry, model: value, finding }): EntrySlope[] =>
    finding.kind === 'correct' ? [{ ...finding, entry, model: value }] : [],
  );
  if (slopes.length > 1) {
    for (const signs of signPatterns) {
      const nonlinear = yield* examineMixed(params, origin, slopes, signs, sampling);
      if (nonlinear !== null) return nonlinear;
    }
  }
  const orders = slopes.flatMap(({ order }) => (order === null ? [] : [order]));
  const visible = slopes.filter((slope) => slope.digits >= 1);
  return {
    kind: 'correct',
    order: orders.length === 0 ? null : Math.min(...orders),
    digits: visible.length === 0 ? null : Math.min(...visible.map(({ digits }) => digits)),
    noise: Math.max(0, ...slopes.map(({ noise }) => noise)),
  };
}

/** The sign of the k-th entry of a mixed direction: alternating, and all the same. Two see all quadrants. */
const signPatterns: readonly ((k: number) => 1 | -1)[] = [(k) => (k % 2 === 0 ? 1 : -1), () => 1];

/**
 * φ'(0) = Σ d_i·∂L/∂θ_i in a direction d that mixes all entries: it holds for every differentiable loss, and
 * fails for one that has a slope along every axis and no gradient (x²y/(x² + y²) at the origin). d_i is the
 * step at which entry i was read, so that badly scaled parameters move alike, times a weight in [½, 1) from
 * the golden ratio's sequence.
 */
function* examineMixed(
  params: readonly number[],
  origin: Origin,
  slopes: readonly EntrySlope[],
  signOf: (k: number) => 1 | -1,
  sampling: Sampling,
): Inquiry<Judgement | null> {
  const direction = params.map(() => 0);
  const weights = spread(slopes.length, signOf);
  slopes.forEach(({ entry, reach }, i) => {
    const length = weights[i] * reach;
    direction[entry] = sampling.single?.[entry] === true ? toBits(length, 5) : length;
  });
  const along = (gradient: readonly number[]) => gradient.reduce((sum, value, i) => sum + direction[i] * value, 0);
  const claimed = slopes.reduce((sum, { entry, model: value }) => sum + direction[entry] * value, 0);
  const lineOf = (stretch: number) => directionLine(params, direction, { ...sampling, stretch });
  const at = (t: number) => params.map((x, i) => x + t * direction[i]);
  const claim: ClaimedSlope = {
    value: claimed,
    error: 0,
    *at(t) {
      return along(yield* askGradient(at(t)));
    },
  };
  const found = yield* examineFirmly(lineOf, origin.loss, claim);
  if (found.kind === 'kink' || found.kind === 'branch-cut') {
    return { kind: found.kind, entry: null, left: found.left, right: found.right };
  }
  if (found.kind !== 'wrong') return null;
  const known = slopes.reduce((sum, { entry, error }) => sum + Math.abs(direction[entry]) * error, found.error);
  const total = slopes.reduce(
    (sum, { entry, model: value }) => sum + Math.abs(direction[entry] * value),
    Math.abs(found.value),
  );
  const nonlinear = Math.abs(found.value - claimed) > Math.max(2 * known, 1e-3 * total);
  return nonlinear ? { kind: 'kink', entry: null, left: claimed, right: found.value } : null;
}
