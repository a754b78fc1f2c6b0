import { excused } from './excused-findings.js';
import { examineParts } from './directional-findings.js';
import { examineEntry, type Point } from './entry-finding.js';
import { askLoss, inTurn, type Inquiry } from './inquiry.js';
import { examineSum } from './mixed-direction.js';
import { evaluateOrigin, unsteadiness, type Origin, type Reproducibility } from './repeatability.js';
import { gradientRoundoff, lossRoundoff, type Precision } from './unit-roundoff.js';
import { correctOf, coverageOf, summarise } from './verdict-summary.js';
import type { Coverage, GradientVerdict } from './verdict.js';

/** What is to be judged, and what is known of the model beforehand. */
export interface Charge {
  readonly entries: readonly number[];
  /** Whether each entry is examined along its own axis. */
  readonly isThorough: boolean;
  /** Which parameters hold single precision only. */
  readonly single: readonly boolean[];
  readonly precision: Precision;
  readonly reproducibility: Reproducibility;
}

/** The verdict of `gradientVerdict` on these entries; the model is asked. */
export function* judgeGradient(params: readonly number[], charge: Charge): Inquiry<GradientVerdict> {
  const { entries, isThorough, reproducibility } = charge;
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
  const point = yield* pointOf(params, origin, charge);
  const findings = isThorough
    ? yield* inTurn(entries, (entry) => examineEntry(point, entry))
    : yield* examineParts(point, entries);
  const last = yield* askLoss(params);
  const again = reproducibility === 'exact' ? unsteadiness([origin.loss, last], []) : null;
  if (again !== null) return { ...again, coverage: nothing('the model is not deterministic') };
  const settled = yield* excused(point, findings);
  const judgement = summarise(settled) ?? (isThorough ? yield* examineSum(point, settled) : null);
  return { ...(judgement ?? correctOf(settled)), coverage: coverageOf(settled, params.length) };
}

/** What is known of a model at a point before it is looked at along any line. */
function* pointOf(params: readonly number[], origin: Origin, { precision, single }: Charge): Inquiry<Point> {
  const roundoff = yield* lossRoundoff(params, origin.loss, precision);
  return {
    params,
    origin,
    sampling: { roundoff, unrepeatable: origin.lossNoise, single, stretch: 1 },
    gradientRoundoff: precision === 'auto' ? gradientRoundoff(origin.gradient) : roundoff,
  };
}
