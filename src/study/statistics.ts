import { compareGroups, type Comparison } from './comparisons.js';
import { trialCount, type StudyDescription } from './description.js';
import { endingsOf, type Ending } from './endings.js';
import { failed, outcomesOf } from './experiment.js';
import { seedCount } from './seeds.js';
import { numberIn, outcomeOf, summarising, type GroupSummary } from './summary.js';
import type { TrialRow } from './tables/cell.js';

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
  /** The first successful trial of a setup, or else its first. */
  typicalTrial(setup: number): number;
  /** The first trial of a setup with that outcome; null where there is none. */
  firstTrial(setup: number, outcome: string): number | null;
}

/**
 * Rows are not kept. What grows with the number of trials is the outcome and the measures whose quartiles are
 * wanted, 8 bytes each a trial, since quartiles, unlike means, need every value.
 */
export function studyStatistics(study: StudyDescription): StudyStatistics {
  const { experiment, setups } = study;
  const known = outcomesOf(experiment);
  const total = trialCount(study);
  const perSetup = seedCount(study.seeds);
  const summary = summarising(experiment);
  const endings = endingsOf(experiment);
  const tallies = setups.map(() => summary.empty);
  const outcomes = new Uint8Array(total);
  const measures = new Map(endings.columns.map((column) => [column, new Float64Array(total)]));
  /** The measures that a setup has: one of its rows has a number there. */
  const has = setups.map(() => new Set<string>());
  const none = new Float64Array(0);

  /** The values of a measure in a setup's trials with one outcome. */
  const valuesOf = (setup: number, outcome: number) => (column: string) => {
    if (known[outcome] === failed || !has[setup].has(column)) return none;
    const from = setup * perSetup;
    const own = measures.get(column)?.slice(from, from + perSetup) ?? none;
    return own.filter((_, k) => outcomes[from + k] === outcome);
  };
  const isSuccess = (index: number) => known[outcomes[index]].isSuccess === true;
  /** Tables, page and terminal ask for them in turn, and an estimate may take thousands of resamples. */
  let summaries: GroupSummary[] | null = null;

  return {
    observe(index, row) {
      const setup = Math.floor(index / perSetup);
      summaries = null;
      tallies[setup] = summary.add(tallies[setup], row);
      outcomes[index] = known.indexOf(outcomeOf(row, known));
      for (const [column, values] of measures) {
        const value = numberIn(row, column);
        values[index] = value ?? NaN;
        if (value !== null) has[setup].add(column);
      }
    },
    summaries: () => (summaries ??= setups.map((setup, k) => summary.summarise(setup, tallies[k]))),
    endings: () =>
      setups.flatMap((setup, k) =>
        known.map(({ name }, o) => {
          const runs = { count: tallies[k].counts[name], trials: perSetup };
          return endings.ending(setup, name, runs, valuesOf(k, o));
        }),
      ),
    comparisons: () => compareGroups(study, perSetup, (setup, seed) => isSuccess(setup * perSetup + seed)),
    typicalTrial(setup) {
      for (let index = setup * perSetup; index < (setup + 1) * perSetup; index++) if (isSuccess(index)) return index;
      return setup * perSetup;
    },
    firstTrial(setup, outcome) {
      const place = known.findIndex(({ name }) => name === outcome);
      const index = outcomes.indexOf(place, setup * perSetup);
      return index < 0 || index >= (setup + 1) * perSetup ? null : index;
    },
  };
}
