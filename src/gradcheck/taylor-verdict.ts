import { excused } from './excused-findings.js';
import { examineFirmly } from './firm-finding.js';
import { askGradient, askLoss, inTurn, type Inquiry } from './inquiry.js';
import { examineSum } from './mixed-direction.js';
import { evaluateOrigin, unsteadiness, type Origin, type Reproducibility } from './repeatability.js';
import { axisLine, type ClaimedSlope, type Sampling } from './taylor-ladder.js';
import { gradientRoundoff, lossRoundoff, type Precision } from './unit-roundoff.js';
import { coverageOf, summarise } from './verdict-summary.js';
import type { Coverage, EntryFinding, GradientVerdict } from './verdict.js';

/** What is to be judged, and what is known of the model beforehand. */
export interface Charge {
  readonly entries: readonly number[];
  readonly precision: Precision;
  readonly reproducibility: Reproducibility;
  /**
   * Which parameters are held in 24 bits.
   * @defaultValue none
   */
  readonly single?: readonly boolean[];
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
  const settled = yield* excused(params, origin.loss, findings, sampling);
  const judgement = summarise(settled) ?? (yield* examineSum(params, origin, settled, sampling));
  return { ...judgement, coverage: coverageOf(settled, params.length) };
}

/** How lines through the point are to be sampled, and what rounding makes of the gradient. */
interface PointSampling extends Sampling {
  /** The unit roundoff of the gradient. */
  readonly gradientRoundoff: number;
}

function* samplingAt(
  params: readonly number[],
  origin: Origin,
  { precision, single = [] }: Charge,
): Inquiry<PointSampling> {
  const roundoff = yield* lossRoundoff(params, origin.loss, precision);
  const own = precision === 'auto' ? gradientRoundoff(origin.gradient) : roundoff;
  return {
    ...{ roundoff, unrepeatable: origin.lossNoise, stretch: 1, single },
    gradientRoundoff: own,
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
    error: 8 * sampling.gradientRoundoff * Math.abs(value) + origin.gradientNoise,
    *at(t) {
      return (yield* askGradient(params.with(entry, params[entry] + t)))[entry];
    },
  };
  const lineOf = (stretch: number) => axisLine(params, entry, { ...sampling, stretch });
  return { entry, model, finding: yield* examineFirmly(lineOf, origin.loss, claim) };
}
