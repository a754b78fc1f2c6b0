import { compareGroups, type Comparison } from './comparisons.js';
import { trialCount, type StudyDescription } from './description.js';
import { endingMeasures, endingOf, type Ending, type EndingMeasure } from './endings.js';
import type { TrialRow } from './tables/cell.js';
import { failed, successes, trialOutcomes } from '../experiments/training/rows.js';
import { seedCount } from './seeds.js';
import { addRow, emptyTally, numberIn, outcomeOf, summariseGroup, type GroupSummary } from './summary.js';

/**
 * What a study's tables say about its rows, gathered as they come. The order in which rows are seen leaves no
 * trace.
 */
export interface StudyStatistics {
  /** Takes the row of a trial; each trial once. */
  observe(index: number, row: TrialRow): void;
  /** One a setup. The three below ask for every trial to have been seen. */
  summaries(): GroupSummary[];
  /** One a setup and outcome. */
  endings(): Ending[];
  comparisons(): Comparison[];
  /** The first converged trial of a setup, or else its first. */
  typicalTrial(setup: number): number;
}

/** Whether the outcome at that place of `trialOutcomes` counts as success. */
const isSuccess = trialOutcomes.map((name) => successes.includes(name));

/**
 * Rows are not kept. What grows with the number of trials is the outcome and the six measures whose quartiles
 * are wanted: 49 bytes a trial, since quartiles, unlike means, need every value.
 */
export function studyStatistics(description: StudyDescription): StudyStatistics {
  const { setups } = description;
  const total = trialCount(description);
  const perSetup = seedCount(description.seeds);
  const tallies = setups.map(() => emptyTally);
  const outcomes = new Uint8Array(total);
  const columns = (): Float64Array => new Float64Array(total);
  const measures: Readonly<Record<EndingMeasure, Float64Array>> = {
    phase_sum: columns(),
    exponent_low: columns(),
    exponent_high: columns(),
    last_improvement: columns(),
    gradient_norm: columns(),
    extrapolation_mse: columns(),
  };

  /** Whether a setup's unit has a phase: one of its rows has a phase sum. */
  const hasPhaseSum = setups.map(() => false);

  /** The measures of a setup's trials with one outcome. */
  const valuesOf = (setup: number, outcome: number): Readonly<Record<EndingMeasure, Float64Array>> => {
    const from = setup * perSetup;
    const own = (name: EndingMeasure): Float64Array =>
      measures[name].slice(from, from + perSetup).filter((_, k) => outcomes[from + k] === outcome);
    const none = new Float64Array(0);
    const hasNone = trialOutcomes[outcome] === failed;
    return {
      phase_sum: hasNone || !hasPhaseSum[setup] ? none : own('phase_sum'),
      exponent_low: hasNone ? none : own('exponent_low'),
      exponent_high: hasNone ? none : own('exponent_high'),
      last_improvement: hasNone ? none : own('last_improvement'),
      gradient_norm: hasNone ? none : own('gradient_norm'),
      extrapolation_mse: hasNone ? none : own('extrapolation_mse'),
    };
  };

  return {
    observe(index, row) {
      const setup = Math.floor(index / perSetup);
      tallies[setup] = addRow(tallies[setup], row);
      outcomes[index] = trialOutcomes.indexOf(outcomeOf(row));
      for (const name of endingMeasures) measures[name][index] = numberIn(row, name) ?? NaN;
      if (numberIn(row, 'phase_sum') !== null) hasPhaseSum[setup] = true;
    },
    summaries: () => setups.map((setup, k) => summariseGroup(setup, tallies[k])),
    endings: () =>
      setups.flatMap((setup, k) =>
        trialOutcomes.map((outcome, o) =>
          endingOf(setup, outcome, tallies[k].counts[outcome], perSetup, valuesOf(k, o)),
        ),
      ),
    comparisons: () =>
      compareGroups(description, perSetup, (setup, seed) => isSuccess[outcomes[setup * perSetup + seed]]),
    typicalTrial(setup) {
      const own = outcomes.subarray(setup * perSetup, (setup + 1) * perSetup);
      const found = own.findIndex((outcome) => isSuccess[outcome]);
      return setup * perSetup + Math.max(0, found);
    },
  };
}
