import { criterionRuns, type CriterionRuns } from './criteria/criterion.js';
import { trialCount, type StudyDescription } from './description.js';
import type { Executor } from './executor.js';
import type { Journal } from './journal/journal.js';
import { outcomeOf } from './summary.js';
import type { TrialRow } from './tables/cell.js';
import { outcomesOf } from './experiment.js';
import { runStudy, type StudyRunOptions } from './run-study.js';
import { firstSeeds, seedAt, seedCount } from './seeds.js';

/**
 * A study on its way to the seed that decides its criterion. What it comes to is the study of the seeds up to
 * that one: whichever runs had finished beside it, on however many workers, its tables are the same.
 */
export interface Decision {
  /** Takes every row that is finished, found or new. */
  observe(index: number, row: TrialRow): void;
  /** How many seeds every setup is to run; null as long as that is open. */
  readonly seeds: number | null;
  /**
   * Whether a trial is still to be run: all those before the decision of the setup it is about, then those of
   * the others.
   */
  wanted(index: number): boolean;
  /** Null where the study has no criterion. */
  readonly runs: CriterionRuns | null;
}

export function decisionOf(description: StudyDescription): Decision {
  const { criterion, experiment, seeds: ranges } = description;
  const outcomes = outcomesOf(experiment);
  const perSetup = seedCount(ranges);
  if (criterion === undefined) return { observe: () => undefined, seeds: perSetup, wanted: () => true, runs: null };
  const runs = criterionRuns(criterion, description);
  const isItsOwn = (index: number) => Math.floor(index / perSetup) === criterion.setup;
  return {
    runs,
    observe(index, row) {
      const position = index % perSetup;
      if (!isItsOwn(index)) return;
      runs.observe(position, seedAt(ranges, position), outcomeOf(row, outcomes).isSuccess === true);
    },
    get seeds() {
      return runs.seeds;
    },
    wanted: (index) => (runs.seeds === null ? isItsOwn(index) : index % perSetup < runs.seeds),
  };
}

/** Whether nothing of a study is left to run. */
export function isComplete(description: StudyDescription, journal: Journal, decision: Decision): boolean {
  if (decision.seeds === null) return false;
  if (journal.finished === trialCount(description)) return true;
  const perSetup = seedCount(description.seeds);
  for (let setup = 0; setup < description.setups.length; setup++) {
    for (let k = 0; k < decision.seeds; k++) if (!journal.isFinished(setup * perSetup + k)) return false;
  }
  return true;
}

/** Runs a study up to its decision, or to its end without a criterion. @throws as `runStudy` does */
export async function runToDecision(
  description: StudyDescription,
  executor: Executor,
  journal: Journal,
  decision: Decision,
  options: Omit<StudyRunOptions, 'wanted'> = {},
): Promise<void> {
  const onRow = (index: number, row: TrialRow) => {
    decision.observe(index, row);
    options.onRow?.(index, row);
  };
  const run = () =>
    runStudy(description, executor, journal, { ...options, onRow, wanted: (at) => decision.wanted(at) });
  // Trials are taken in order and once: what was not wanted before the decision is asked for anew after it.
  if (decision.seeds === null) await run();
  await run();
}

/** A study cut to its first seeds, and where its rows are among those of the whole. */
export function cutStudy<Setting>(
  description: StudyDescription<Setting>,
  seeds: number,
): { readonly description: StudyDescription<Setting>; readonly indexInWhole: (index: number) => number } {
  const perSetup = seedCount(description.seeds);
  return {
    description: { ...description, seeds: firstSeeds(description.seeds, seeds) },
    indexInWhole: (index) => Math.floor(index / seeds) * perSetup + (index % seeds),
  };
}
