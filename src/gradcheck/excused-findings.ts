import { ambientNoise } from './ambient-noise.js';
import type { Point } from './entry-finding.js';
import { heldLoss, type Holding } from './held-loss.js';
import type { Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import { movedTogether } from './direction-weights.js';
import { ceiling } from './slope-noise.js';
import { farJumps, jumpsExplain } from './taylor-sawtooth.js';
import type { EntryFinding } from './verdict.js';

type WrongFinding = Extract<LineFinding, { kind: 'wrong' }>;

/**
 * The findings, and those taken back which something seen elsewhere around the point explains:
 *
 *     noise   what is seen along one line is in φ(0) too, hence in every line: along an axis the loss hardly
 *             reacts to it cannot be seen (a saturated softmax's loss is 0 to the last bit while its gradient
 *             is 1e-20). An entry whose remainder at the step where it was read, gap·h, is below it is not
 *             wrong as far as can be told.
 *     jumps   a solver that stops at a tolerance may jump along other axes than its own; see `farJumps`.
 */
export function* excused(
  { params, origin, sampling }: Point,
  findings: readonly EntryFinding[],
): Inquiry<readonly EntryFinding[]> {
  const wrong = findings.flatMap(({ model, finding }) => (finding.kind === 'wrong' ? [{ model, finding }] : []));
  if (wrong.length === 0) return findings;
  const holding: Holding = { single: sampling.single, gradient: origin.gradient };
  const along = findings.map(({ finding }) =>
    finding.kind === 'correct' || finding.kind === 'noisy' ? finding.nearNoise : 0,
  );
  const shared = along.reduce(
    (most, noise) => Math.max(most, noise),
    yield* ambientNoise(params, origin.loss, holding),
  );
  const isSmall = wrong.some(({ model, finding }) => Math.abs(finding.value - model) <= ceiling(finding.value, model));
  const jumps = isSmall ? yield* jumpsAround(params, origin.loss, sampling.roundoff, holding) : [];
  return findings.map((found): EntryFinding => {
    const { entry, model, finding } = found;
    if (finding.kind !== 'wrong') return found;
    const gap = Math.abs(model - finding.value);
    if (gap * finding.reach <= shared) return { ...found, finding: covered(finding, shared) };
    const scale = Math.max(Math.abs(params[entry]), 1);
    if (!jumpsExplain(jumps, scale * finding.value, scale * model)) return found;
    return { ...found, finding: { ...finding, kind: 'correct', order: null, error: gap } };
  });
}

function covered(finding: WrongFinding, noise: number): LineFinding {
  const unseen = { error: noise / finding.reach, order: null, digits: 0, noise, sight: 'covered' } as const;
  return { ...finding, ...unseen, kind: 'correct' };
}

/** Jumps while all parameters move, each in units of max(|θ_i|, 1). */
function jumpsAround(
  params: readonly number[],
  origin: number,
  roundoff: number,
  holding: Holding,
): Inquiry<readonly number[]> {
  const moved = movedTogether(params);
  const ask = heldLoss(holding);
  // Far from the point the claimed gradient no longer takes back what rounding single precision makes.
  const rounded = params.reduce(
    (sum, x, i) => (holding.single[i] ? sum + Math.abs(Math.max(Math.abs(x), 1) * holding.gradient[i]) : sum),
    0,
  );
  const noise = 4 * Math.max(roundoff * Math.abs(origin), Number.isFinite(rounded) ? 2 ** -24 * rounded : 0);
  return farJumps((t) => ask(moved(t)), 2, noise);
}
