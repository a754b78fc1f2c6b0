import { inTurn, type Inquiry } from './inquiry.js';
import type { LineFinding, Slope } from './line-finding.js';
import type { ClaimedSlope, Line } from './taylor-ladder.js';
import { examineLine } from './taylor-line.js';

/** A finding that is a slope. */
type SlopeFinding = Extract<LineFinding, Slope>;

/** Steps between those of the first ladder, which halve: four ladders have no step in common. */
const otherStretches = [2 ** -0.25, 2 ** -0.5, 2 ** -0.75];

/** A remainder whose measured order is below this falls as a wrong slope's does. */
const suspiciousOrder = 1.5;

/**
 * The finding along a line, firm enough to act on. What says that something is wrong, or that there is no
 * slope, is looked at again on three ladders of other steps. Rounding falls differently there, so that an
 * interval which was too narrow by chance does not stand; a kink and a cut are there on every ladder.
 * @param lineOf the line with its steps multiplied by a factor
 */
export function* examineFirmly(
  lineOf: (stretch: number) => Line,
  origin: number,
  claim: ClaimedSlope,
): Inquiry<LineFinding> {
  const first = yield* examineLine(lineOf(1), origin, claim);
  if (!isDoubtful(first)) return first;
  const others = yield* inTurn(otherStretches, (stretch) => examineLine(lineOf(stretch), origin, claim, 1));
  const slopes = others.filter(isSlope);
  // A kink that another ladder does not see was in the rounding of the first.
  if (slopes.length === 0) return isSlope(first) ? others[0] : first;
  const support = slopes.filter(({ kind }) => kind === 'wrong').length;
  const needed = first.kind === 'wrong' ? 2 : others.length;
  return together(isSlope(first) ? [first, ...slopes] : slopes, claim, support >= needed);
}

function isSlope(finding: LineFinding): finding is SlopeFinding {
  return finding.kind === 'correct' || finding.kind === 'wrong' || finding.kind === 'noisy';
}

function isDoubtful(finding: LineFinding): boolean {
  if (finding.kind === 'correct') return finding.order !== null && finding.order < suspiciousOrder;
  return finding.kind === 'wrong' || finding.kind === 'kink' || finding.kind === 'branch-cut';
}

/**
 * Several measurements v_k ± e_k of one slope as one:
 *
 *     v = Σ v_k/e_k² / Σ 1/e_k²,   e = max(min e_k, max |v_k − v|)   over the ladders with e_k ≤ 4·min e_k
 *
 * The scatter of measurements that are about as sharp says what their error is, where it is larger than they
 * claim. As along one ladder, a slope is wrong where it differs by more than 2e.
 * @param mayBeWrong whether enough of the ladders say so, each for itself
 */
function together(findings: readonly SlopeFinding[], claim: ClaimedSlope, mayBeWrong: boolean): SlopeFinding {
  const slope = claim.value;
  const sharpest = findings.reduce((a, b) => (b.error < a.error ? b : a));
  const sharp = findings.filter(({ error }) => error <= 4 * sharpest.error);
  const weights = sharp.map(({ error }) =>
    sharpest.error === 0 ? 1 : (sharpest.error / error) * (sharpest.error / error),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Taken from the sharpest value, so that large slopes do not overflow, and equal ones stay equal.
  const offset = sharp.reduce((sum, { value }, k) => sum + weights[k] * (value - sharpest.value), 0) / total;
  const value = sharpest.value + offset;
  const error = Math.max(sharpest.error, ...sharp.map((found) => Math.abs(found.value - value)));
  const gap = Math.abs(value - slope);
  const size = Math.max(Math.abs(slope), Math.abs(value));
  const digits = Math.min(
    sharpest.digits,
    gap === 0 ? Infinity : Math.max(0, -Math.log10(Math.max(gap, error) / size)),
  );
  const measured = { ...sharpest, value, error, digits };
  if (mayBeWrong && gap > 2 * error + claim.error) return { ...measured, kind: 'wrong' };
  const isNoisy = findings.some(({ kind }) => kind === 'noisy');
  // A remainder that rounding explains has no order of its own.
  const order = gap > sharpest.error ? null : sharpest.order;
  return { ...measured, order, error: Math.max(error, gap), kind: isNoisy ? 'noisy' : 'correct' };
}
