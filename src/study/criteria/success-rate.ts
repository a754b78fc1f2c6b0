import { decide, openEndedTest, type SequentialPlan } from '../../statistics/sequential-test.js';
import { seedCount } from '../seeds.js';
import type { ClaimTest, CriterionWatch, Decidability } from './criterion.js';

/** At least this share of runs converges. */
export interface SuccessRate {
  readonly atLeast: number;
  /** δ: a rate of `atLeast` − δ or less must not pass; in between, either answer will do. */
  readonly margin: number;
  /** The probability of meeting the criterion at a rate of `atLeast` − δ or less, at most. */
  readonly falsePass: number;
  /** The probability of missing it at a rate of `atLeast` or more, at most. */
  readonly falseAlarm: number;
}

const verdicts = { pass: 'met', fail: 'missed', continue: 'undecided' } as const;

/** Tests a success rate run by run, and ends where enough is known. */
export function successRate(claim: SuccessRate): ClaimTest {
  const plan = openEndedTest({ ...claim, rate: claim.atLeast });
  return { watch: () => watchOn(claim, plan), decidability: (seeds) => decidabilityOf(plan, seedCount(seeds)) };
}

function watchOn(claim: SuccessRate, plan: SequentialPlan): CriterionWatch {
  let runs = 0;
  let successes = 0;
  const decision = () => (runs === 0 ? 'continue' : decide(plan, runs, successes));
  return {
    observe(_seed, converged) {
      runs++;
      if (converged) successes++;
    },
    get isDecided() {
      return decision() !== 'continue';
    },
    verdict: () => ({
      verdict: verdicts[decision()],
      cells: [
        ['at_least', claim.atLeast],
        ['margin', claim.margin],
        ['false_pass', claim.falsePass],
        ['false_alarm', claim.falseAlarm],
        ['runs', runs],
        ['converged', successes],
      ],
    }),
  };
}

function decidabilityOf(plan: SequentialPlan, runs: number): Decidability {
  const fewest = Math.max(1, Math.ceil(plan.upper / plan.successStep));
  return {
    canMeet: decide(plan, runs, runs) === 'pass',
    canMiss: decide(plan, runs, 0) === 'fail',
    needed: `${fewest}, if all of them converge`,
  };
}
