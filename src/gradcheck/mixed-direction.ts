import { claimAlong, type Point } from './entry-finding.js';
import type { Inquiry } from './inquiry.js';
import type { Slope } from './line-finding.js';
import { spread } from './direction-weights.js';
import { examineLine } from './taylor-line.js';
import type { EntryFinding, Judgement } from './verdict.js';

/** A correct entry's slope, with the entry and the model's value of it. */
interface EntrySlope extends Slope {
  readonly entry: number;
  readonly model: number;
}

/** All entries are correct: null where slopes in mixed directions are the sums they should be. */
export function* examineSum(point: Point, findings: readonly EntryFinding[]): Inquiry<Judgement | null> {
  const slopes = findings.flatMap(({ entry, model: value, finding }): EntrySlope[] =>
    finding.kind === 'correct' ? [{ ...finding, entry, model: value }] : [],
  );
  if (slopes.length < 2) return null;
  for (const signs of signPatterns) {
    const nonlinear = yield* examineMixed(point, slopes, signs);
    if (nonlinear !== null) return nonlinear;
  }
  return null;
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
  point: Point,
  slopes: readonly EntrySlope[],
  signOf: (k: number) => 1 | -1,
): Inquiry<Judgement | null> {
  const direction = point.params.map(() => 0);
  const weights = spread(slopes.length, signOf);
  slopes.forEach(({ entry, reach }, i) => (direction[entry] = weights[i] * reach));
  const { lineOf, claim } = claimAlong(point, direction);
  const claimed = claim.value;
  const found = yield* examineLine(lineOf, point.origin.loss, claim);
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
