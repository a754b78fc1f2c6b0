import { ambientNoise } from './ambient-noise.js';
import { examineFirmly } from './firm-finding.js';
import { askGradient, askLoss, inTurn, type Inquiry } from './inquiry.js';
import { examineSum } from './mixed-direction.js';
import { evaluateOrigin, unsteadiness, type Origin, type Reproducibility } from './repeatability.js';
import { axisLine, type ClaimedSlope, type Sampling } from './taylor-ladder.js';
import { lossRoundoff, roundoffOf, type Precision } from './unit-roundoff.js';
import { coverageOf, summarise } from './verdict-summary.js';
import type { Coverage, EntryFinding, GradientVerdict } from './verdict.js';

/** What is to be judged, and what is known of the model beforehand. */
export interface Charge {
  readonly entries: readonly number[];
  readonly precision: Precision;
  readonly reproducibility: Reproducibility;
}

/** The verdict of `gradientVerdict` on these entries; the model is asked. */
export function* judgeGradient(params: readonly number[], charge: Charge): Inquiry<GradientVerdict> {
  const { entries, reproducibility } = charge;
  const nothing = (reason: string): Coverage => ({
    ...{ judged: 0, idle: [], notAsked: params.length - entries.length },
    unread: entries.map((entry) => ({ entry, reason })),
  });
  const origin = yield* evaluateOrigin(params, reproducibility);
  if ('kind' in origin) return { ...origin, coverage: nothing('the model is not deterministic') };
  if (!Number.isFinite(origin.loss)) {
    const reason = `the loss is ${origin.loss} at the point`;
    return { kind: 'not-finite', where: 'loss', entry: null, reason, coverage: nothing(reason) };
  }
  const sampling = yield* samplingAt(params, origin, charge);
  const findings = yield* inTurn(entries, (entry) => examineEntry(params, entry, origin, sampling));
  const last = yield* askLoss(params);
  const again = reproducibility === 'exact' ? unsteadiness([origin.loss, last], []) : null;
  if (again !== null) return { ...again, coverage: nothing('the model is not deterministic') };
  const settled = yield* withSharedNoise(params, findings);
  const judgement = summarise(settled) ?? (yield* examineSum(params, origin, settled, sampling));
  return { ...judgement, coverage: coverageOf(settled, params.length) };
}

/** How lines through the point are to be sampled, and what rounding makes of the gradient. */
interface PointSampling extends Sampling {
  /** The unit roundoff of the gradient. */
  readonly gradientRoundoff: number;
}

function* samplingAt(params: readonly number[], origin: Origin, { precision }: Charge): Inquiry<PointSampling> {
  const roundoff = yield* lossRoundoff(params, origin.loss, precision);
  const isSingle = origin.gradient.every((value) => Math.fround(value) === value);
  const own = precision === 'auto' ? roundoffOf(origin.gradient) : roundoff;
  return {
    ...{ roundoff, unrepeatable: origin.lossNoise, stretch: 1 },
    gradientRoundoff: isSingle ? Math.max(own, roundoff) : own,
  };
}

/** One entry along its own axis. */
function* examineEntry(
  params: readonly number[],
  entry: number,
  origin: Origin,
  sampling: PointSampling,
): Inquiry<EntryFinding> {
  const model = origin.gradient[entry];
  const value = Number.isFinite(model) ? model : 0;
  const claim: ClaimedSlope = {
    value,
    error: 4 * sampling.gradientRoundoff * Math.abs(value) + origin.gradientNoise,
    *at(t) {
      return (yield* askGradient(params.with(entry, params[entry] + t)))[entry];
    },
  };
  const lineOf = (stretch: number) => axisLine(params, entry, { ...sampling, stretch });
  return { entry, model, finding: yield* examineFirmly(lineOf, origin.loss, claim) };
}

/**
 * Noise seen along one line is in φ(0) too, hence in every line: along an axis the loss hardly reacts to it
 * cannot be seen (a saturated softmax's loss is 0 to the last bit while its gradient is 1e-20). An entry
 * whose remainder at the step where it was read, gap·h, is below the noise along another axis, or while all
 * parameters move, is not wrong as far as can be told.
 */
function* withSharedNoise(
  params: readonly number[],
  findings: readonly EntryFinding[],
): Inquiry<readonly EntryFinding[]> {
  if (!findings.some(({ finding }) => finding.kind === 'wrong')) return findings;
  const along = findings.map(({ finding }) =>
    finding.kind === 'correct' || finding.kind === 'noisy' ? finding.noise : 0,
  );
  const shared = Math.max(yield* ambientNoise(params), ...along);
  return findings.map((found): EntryFinding => {
    const { model, finding } = found;
    if (finding.kind !== 'wrong' || Math.abs(model - finding.value) * finding.reach > shared) return found;
    const unseen = { error: shared / finding.reach, order: null, digits: 0, noise: shared, sight: 'covered' } as const;
    return { ...found, finding: { ...finding, ...unseen, kind: 'correct' } };
  });
}
