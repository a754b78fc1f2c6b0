import { isThenable, kindOf, ModelError } from '../gradcheck/model-error.js';
import { decide, planSequentialTest, type RateClaim, type SequentialPlan } from '../statistics/sequential-test.js';
import { seconds } from './run-limits.js';

/** What counts as having converged. */
export interface SolutionFamily<Result> {
  readonly name: string;
  readonly contains: (result: Result) => boolean;
}

/**
 * The runs, and the claim about them: `rate`, `margin` and the error probabilities are those of `RateClaim`.
 */
export interface ConvergenceOptions<Result> extends RateClaim {
  /** One run; must be determined by its seed. */
  readonly run: (seed: number) => Result | Promise<Result>;
  /**
   * The seed of the first run; run k takes firstSeed + k.
   * @defaultValue 1
   */
  readonly firstSeed?: number;
  /**
   * The longest that all runs together may take, in milliseconds; looked at after every run, and while one is
   * awaited. A synchronous run that never returns cannot be stopped.
   * @defaultValue 600 000
   */
  readonly timeLimit?: number;
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
 * The statistical property "at least `rate` of runs converge to `family`", decided by Wald's sequential test:
 * it runs until the answer is known to within the stated error probabilities and no longer. A claim that is
 * true by a wide margin takes few runs; the same seeds give the same answer. It ends after `plan.maximum`
 * runs, or where the time is over.
 * @throws Error where the time ran out before there was an answer; ModelError where `contains` does not say
 * true or false
 */
export async function convergesTo<Result>(
  family: SolutionFamily<Result>,
  options: ConvergenceOptions<Result>,
): Promise<ConvergenceReport> {
  const plan = planSequentialTest(options);
  const first = options.firstSeed ?? 1;
  const failedSeeds: number[] = [];
  const { timeLimit = 600_000 } = options;
  if (!(timeLimit >= 0)) throw new RangeError(`timeLimit: ${timeLimit}: must be a number from 0 up`);
  const deadline = deadlineIn(timeLimit);
  try {
    for (let runs = 1; ; runs++) {
      const seed = first + runs - 1;
      const result = await Promise.race([options.run(seed), deadline.passed]);
      const spent = { timeLimit, runs: result === over ? runs - 1 : runs };
      if (result === over) throw new Error(describeTimeSpent(family, plan, failedSeeds, spent));
      if (!contains(family, result)) failedSeeds.push(seed);
      const successes = runs - failedSeeds.length;
      const decision = decide(plan, runs, successes);
      if (decision !== 'continue') {
        return { holds: decision === 'pass', family: family.name, runs, successes, failedSeeds, plan };
      }
      if (deadline.isOver()) throw new Error(describeTimeSpent(family, plan, failedSeeds, spent));
    }
  } finally {
    deadline.forget();
  }
}

/** What a race is won with by the clock. */
const over = Symbol('the time is over');

// Taken when the module is loaded, so that a test's fake clock stops neither.
const now = performance.now.bind(performance);
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/**
 * A promise that is kept when so much time has passed, and the same for runs that never let the clock have
 * its turn.
 */
function deadlineIn(milliseconds: number) {
  const end = now() + milliseconds;
  let timer: ReturnType<typeof startTimer> | undefined;
  const passed = new Promise<typeof over>((resolve) => {
    // Longer than a timer can be set for is longer than anybody waits.
    timer = startTimer(() => resolve(over), Math.min(milliseconds, 2 ** 31 - 1));
  });
  return { passed, isOver: () => now() > end, forget: () => stopTimer(timer) };
}

function contains<Result>(family: SolutionFamily<Result>, result: Result): boolean {
  const answer: unknown = family.contains(result);
  if (typeof answer === 'boolean') return answer;
  const wanted = `it must return true or false${isThenable(answer) ? ', at once' : ''}`;
  throw new ModelError(`contains of ${family.name} returned ${kindOf(answer)}: ${wanted}`);
}

function describeTimeSpent(
  { name }: { readonly name: string },
  { maximum }: SequentialPlan,
  failedSeeds: readonly number[],
  { timeLimit, runs }: { readonly timeLimit: number; readonly runs: number },
): string {
  const converged = `${runs - failedSeeds.length} converged to ${name}`;
  return `the time limit of ${seconds(timeLimit)} ran out after ${runs} of at most ${maximum} runs, of which ${converged}: no answer yet (timeLimit allows more)`;
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
