import { decide, planSequentialTest, type RateClaim, type SequentialPlan } from '../analysis/sequential-test.js';

/** What counts as having converged. */
export interface SolutionFamily<Result> {
  readonly name: string;
  readonly contains: (result: Result) => boolean;
}

/** The runs, and the claim about them: `rate`, `margin` and the error probabilities are those of `RateClaim`. */
export interface ConvergenceOptions<Result> extends RateClaim {
  /** One run; must be determined by its seed. */
  readonly run: (seed: number) => Result | Promise<Result>;
  /**
   * The seed of the first run; run k takes firstSeed + k.
   * @defaultValue 1
   */
  readonly firstSeed?: number;
}

/** What a sequence of runs showed. */
export interface ConvergenceReport {
  readonly holds: boolean;
  readonly family: string;
  readonly runs: number;
  readonly successes: number;
  /** The seeds of the runs that did not converge: replay any of them alone. */
  readonly failedSeeds: readonly number[];
  readonly plan: SequentialPlan;
}

/**
 * The statistical property "at least `rate` of runs converge to `family`", decided by Wald's sequential test: it runs
 * until the answer is known to within the stated error probabilities and no longer. A claim that is true by a wide
 * margin takes few runs; the same seeds give the same answer.
 */
export async function convergesTo<Result>(
  family: SolutionFamily<Result>,
  options: ConvergenceOptions<Result>,
): Promise<ConvergenceReport> {
  const plan = planSequentialTest(options);
  const first = options.firstSeed ?? 1;
  const failedSeeds: number[] = [];
  for (let runs = 1; ; runs++) {
    const seed = first + runs - 1;
    if (!family.contains(await options.run(seed))) failedSeeds.push(seed);
    const successes = runs - failedSeeds.length;
    const decision = decide(plan, runs, successes);
    if (decision !== 'continue') {
      return { holds: decision === 'pass', family: family.name, runs, successes, failedSeeds, plan };
    }
  }
}

/** The report in a few lines. */
export function describeConvergence(report: ConvergenceReport): string {
  const { plan, runs, successes, failedSeeds, family, holds } = report;
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
  const shown = failedSeeds.slice(0, 10).join(', ');
  return [
    `${successes} of ${runs} runs converged to ${family}; claimed: at least ${percent(plan.rate)}`,
    holds
      ? `  passes (a rate of ${percent(plan.rate - plan.margin)} would pass with probability ${percent(plan.falsePass)})`
      : `  fails (a rate of ${percent(plan.rate)} would fail with probability ${percent(plan.falseAlarm)})`,
    ...(failedSeeds.length === 0 ? [] : [`  seeds that did not: ${shown}${failedSeeds.length > 10 ? ', …' : ''}`]),
  ].join('\n');
}
