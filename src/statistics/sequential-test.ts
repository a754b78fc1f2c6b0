import { log } from '../numeric/elementary/log.js';
import { square } from '../numeric/elementary/square.js';

/** What is claimed about a success rate, and how often the test may be mistaken about it. */
export interface RateClaim {
  /** The claim: at least this share p of runs succeeds. In (0, 1]. */
  readonly rate: number;
  /** δ: a rate of p − δ or less must not pass; between p − δ and p either answer will do. In (0, p]. */
  readonly margin: number;
  /**
   * α: the probability of passing at rate p − δ.
   * @defaultValue 0.01
   */
  readonly falsePass?: number;
  /**
   * β: the probability of failing at rate p.
   * @defaultValue 0.001
   */
  readonly falseAlarm?: number;
  /**
   * The most runs; then the likelier hypothesis wins. A maximum that is too small for α and β is allowed: the
   * plan says what the error probabilities become.
   * @defaultValue the smallest of a geometric sequence that keeps both error probabilities
   */
  readonly maximum?: number;
}

/** Wald's test of a claim, ready to be run. */
export interface SequentialPlan {
  readonly rate: number;
  readonly margin: number;
  /** ln(p/(p − δ)): what a success adds to the log-likelihood ratio. */
  readonly successStep: number;
  /** ln((1 − p)/(1 − p + δ)): what a failure adds. */
  readonly failureStep: number;
  /** Pass at or above this. */
  readonly upper: number;
  /** Fail at or below this. */
  readonly lower: number;
  readonly maximum: number;
  /** The exact probability of passing at rate p − δ, truncation and overshoot included. */
  readonly falsePass: number;
  /** The exact probability of failing at rate p. */
  readonly falseAlarm: number;
}

export type Decision = 'pass' | 'fail' | 'continue';

/**
 * Plans the sequential probability ratio test of H1: rate = p against H0: rate = p − δ (Wald 1945,
 * "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2)):
 *
 *     Λ = s·ln(p/(p−δ)) + f·ln((1−p)/(1−p+δ))       after s successes and f failures
 *     pass where Λ ≥ ln((1−β)/α),  fail where Λ ≤ ln(β/(1−α)),  else run again
 *
 * It is truncated: at `maximum` runs it passes where Λ ≥ 0. Wald's bounds keep α and β only nearly, and
 * truncation adds to them, so the error probabilities are computed exactly (`characteristic`) and the maximum
 * is enlarged until they hold; should no maximum do, the bounds become ln(1/α) and ln β, which keep them by
 * Ville's inequality with room to spare.
 * @throws RangeError where p, δ, α, β or the maximum are not as stated
 */
export function planSequentialTest(claim: RateClaim): SequentialPlan {
  const { rate, margin, falsePass = 0.01, falseAlarm = 0.001, maximum } = claim;
  requireClaim({ rate, margin, falsePass, falseAlarm });
  const wald = { upper: log((1 - falseAlarm) / falsePass), lower: log(falseAlarm / (1 - falsePass)) };
  const ville = { upper: log(1 / falsePass), lower: log(falseAlarm) };
  if (maximum !== undefined) {
    requireRange('maximum', maximum, Number.isInteger(maximum) && maximum > 0, 'a positive integer');
    return planWith(claim, wald, maximum);
  }
  for (const bounds of [wald, ville]) {
    // The rate at which the two hypotheses are hardest to tell apart needs about |upper·lower|/(δ²/p(1−p))
    // runs.
    const variance = Math.max((rate - margin / 2) * (1 - rate + margin / 2), margin / 4);
    let runs = Math.ceil((Math.abs(bounds.upper * bounds.lower) * variance) / square(margin));
    // Nobody makes so many runs, and reckoning with them would take minutes and then hours.
    requireRange(
      'margin',
      margin,
      runs <= 100_000,
      `wider: this one would take up to about ${runs} runs (or give maximum)`,
    );
    for (let attempt = 0; attempt < 12; attempt++) {
      const plan = planWith(claim, bounds, runs);
      if (plan.falsePass <= falsePass && plan.falseAlarm <= falseAlarm) return plan;
      runs = Math.ceil(runs * 1.25);
    }
  }
  throw new RangeError('no sequential test keeps these error probabilities');
}

/**
 * The same test without an end: where so many runs as there are do not decide it, it stays undecided. Bounds
 * ln(1/α) and ln β keep the error probabilities at any number of runs, by Ville's inequality (1939): the
 * likelihood ratio is a martingale of mean 1 under H0, and its inverse is one under H1. So `falsePass` and
 * `falseAlarm` of the plan are bounds here.
 * @throws RangeError where p, δ, α or β are not as stated
 */
export function openEndedTest(claim: Omit<RateClaim, 'maximum'>): SequentialPlan {
  const { rate, margin, falsePass = 0.01, falseAlarm = 0.001 } = claim;
  requireClaim({ rate, margin, falsePass, falseAlarm });
  return {
    rate,
    margin,
    ...steps(rate, margin),
    upper: log(1 / falsePass),
    lower: log(falseAlarm),
    maximum: Infinity,
    falsePass,
    falseAlarm,
  };
}

function requireClaim({ rate, margin, falsePass, falseAlarm }: Required<Omit<RateClaim, 'maximum'>>): void {
  requireRange('rate', rate, rate > 0 && rate <= 1, 'in (0, 1]');
  requireRange('margin', margin, margin > 0 && margin <= rate, 'in (0, rate]');
  requireRange('falsePass', falsePass, falsePass > 0 && falsePass < 0.5, 'in (0, 0.5)');
  requireRange('falseAlarm', falseAlarm, falseAlarm > 0 && falseAlarm < 0.5, 'in (0, 0.5)');
}

/** What a success and a failure add to Λ. */
function steps(rate: number, margin: number): Pick<SequentialPlan, 'successStep' | 'failureStep'> {
  return { successStep: log(rate / (rate - margin)), failureStep: log((1 - rate) / (1 - rate + margin)) };
}

function requireRange(field: string, value: number, holds: boolean, right: string): void {
  if (!holds) throw new RangeError(`${field} is ${value}, must be ${right}`);
}

function planWith(
  { rate, margin }: RateClaim,
  bounds: { readonly upper: number; readonly lower: number },
  maximum: number,
): SequentialPlan {
  const plan = {
    rate,
    margin,
    ...steps(rate, margin),
    ...bounds,
    maximum,
    falsePass: 0,
    falseAlarm: 0,
  };
  return {
    ...plan,
    falsePass: characteristic(plan, rate - margin).pass,
    falseAlarm: characteristic(plan, rate).fail,
  };
}

/**
 * What to do after so many runs, of which so many succeeded. More successes never turn a pass into anything
 * else.
 * @param runs at most the plan's maximum
 */
export function decide(plan: SequentialPlan, runs: number, successes: number): Decision {
  const failures = runs - successes;
  // A step may be infinite (p = 1: one failure refutes it; δ = p: one success proves it), and 0·∞ is not 0.
  const ratio =
    (successes === 0 ? 0 : successes * plan.successStep) + (failures === 0 ? 0 : failures * plan.failureStep);
  if (Number.isNaN(ratio)) return 'fail';
  if (ratio >= plan.upper) return 'pass';
  if (ratio <= plan.lower) return 'fail';
  if (runs < plan.maximum) return 'continue';
  return ratio >= 0 ? 'pass' : 'fail';
}

/** How the test behaves at one true rate. */
export interface Characteristic {
  readonly pass: number;
  readonly fail: number;
  readonly expectedRuns: number;
}

/**
 * The probabilities of passing and failing and the expected number of runs at a true success rate, exactly:
 * the distribution over (runs, successes) of the tests not yet decided is carried forward run by run.
 * @throws RangeError for a test without an end
 */
export function characteristic(plan: SequentialPlan, trueRate: number): Characteristic {
  requireRange(
    'maximum',
    plan.maximum,
    Number.isFinite(plan.maximum),
    'finite: a test without an end has no distribution here',
  );
  let open = new Map([[0, 1]]);
  let pass = 0;
  let fail = 0;
  let expectedRuns = 0;
  // At the plan's maximum every test is decided.
  for (let runs = 1; open.size > 0; runs++) {
    const next = new Map<number, number>();
    for (const [successes, probability] of open) {
      expectedRuns += probability;
      for (const [gained, share] of [
        [0, 1 - trueRate],
        [1, trueRate],
      ]) {
        const reached = probability * share;
        if (reached === 0) continue;
        const decision = decide(plan, runs, successes + gained);
        if (decision === 'pass') pass += reached;
        else if (decision === 'fail') fail += reached;
        else next.set(successes + gained, (next.get(successes + gained) ?? 0) + reached);
      }
    }
    open = next;
  }
  return { pass, fail, expectedRuns };
}
