import { decide, openEndedTest, type SequentialPlan } from '../../analysis/sequential-test.js';
import type { CriterionWatch, Decidability } from './criterion.js';

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

function planOf({ atLeast, margin, falsePass, falseAlarm }: SuccessRate): SequentialPlan {
  return openEndedTest({ rate: atLeast, margin, falsePass, falseAlarm });
}

/** Decides run by run, and ends where enough is known. */
export function watchSuccessRate(claim: SuccessRate): CriterionWatch {
  const plan = planOf(claim);
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

/** Whether so many runs can decide it. */
export function successRateDecidability(claim: SuccessRate, seeds: number): Decidability {
  const plan = planOf(claim);
  const fewest = Math.ceil(plan.upper / plan.successStep);
  return {
    canMeet: decide(plan, seeds, seeds) === 'pass',
    canMiss: decide(plan, seeds, 0) === 'fail',
    needed: `${fewest} runs that all converge are the fewest that do`,
  };
}
