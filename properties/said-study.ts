import { expect } from 'vitest';
import { z } from 'zod';
import type { TimesToSuccess } from '../src/statistics/times-to-success.js';
import { defineExperiment, type ExperimentDefinition } from '../src/study/define-experiment.js';
import { trialAt, type ComparisonName, type StudyDescription } from '../src/study/description.js';
import type { Run } from '../src/study/experiment.js';
import type { RowSource } from '../src/study/ran-study.js';
import type { Cell } from '../src/study/tables/cell.js';
import { failedRow, trialRow } from '../src/study/tables/trial-table.js';
import { describeDefinedStudy } from '../src/experiments/defined/describe-study.js';
import { measuredTables } from '../src/experiments/defined/measured-tables.js';

/** What a run comes to; null where it fails. */
export type Ended = Run<Readonly<Record<string, Cell>>> | null;

export interface Ran {
  readonly description: StudyDescription;
  readonly rows: RowSource;
}

export interface Wishes {
  readonly settings?: number;
  readonly seeds?: number;
  readonly comparisons?: ComparisonName;
  readonly more?: Partial<ExperimentDefinition<{ readonly a: number }, Readonly<Record<string, Cell>>>>;
}

/** A study that has run, with rows that are said, and none of the engine. */
export function ran(rowOf: (a: number, seed: number) => Ended, wishes: Wishes = {}): Ran {
  const { settings = 2, seeds = 6, comparisons = 'all', more = {} } = wishes;
  const experiment = defineExperiment({
    name: 'said',
    version: 1,
    setting: z.strictObject({ a: z.number() }),
    outcomes: [
      { name: 'home', isSuccess: true, says: 'it arrived' },
      { name: 'late', says: 'it was stopped' },
      { name: 'lost', never: true, says: 'it cannot arrive' },
    ],
    columns: [
      { name: 'steps', unit: 'steps', says: 'steps taken' },
      { name: 'loss', says: 'what is left' },
      { name: 'word', says: 'a word', holds: { is: 'text' } },
    ],
    timeToSuccess: { column: 'steps' },
    run: () => ({ outcome: 'home', row: {} }),
    ...more,
  });
  const description = describeDefinedStudy({
    experiment,
    settings: Array.from({ length: settings }, (_, a) => ({ a })),
    seeds: [{ from: 1, to: seeds }],
    rng: 'xoroshiro128plus',
    comparisons,
    code: [],
  });
  const row = (index: number) => {
    const trial = trialAt(description, index);
    const ended = rowOf(Math.floor(index / seeds), trial.seed);
    return ended === null ? failedRow(experiment, trial, 'it broke') : trialRow(experiment, trial, ended);
  };
  return { description, rows: { row, series: () => ({}) } };
}

/** Its tables by their files, a row an object. */
export function tablesOf(study: Ran): ReadonlyMap<string, readonly Readonly<Record<string, Cell>>[]> {
  return new Map(
    measuredTables(study).map(([file, { columns, rows }]) => [
      file,
      rows.map((row) => {
        expect(row).toHaveLength(columns.length);
        for (const cell of row) expect(cell).not.toBeNaN();
        return Object.fromEntries(columns.map((column, k) => [column, row[k]]));
      }),
    ]),
  );
}

export function tableOf(study: Ran, file: string): readonly Readonly<Record<string, Cell>>[] {
  const table = tablesOf(study).get(file);
  if (table === undefined) throw new Error(`there is no ${file}`);
  return table;
}

/** Three settings on 20 seeds: losses differ, some are missing, some runs are late, lost or failed. */
export function mixed(a: number, seed: number): Ended {
  if (seed === 5 && a === 1) return null;
  const steps = (seed * 7 + a * 11) % 17;
  const loss = seed % (4 + a) === 0 ? null : ((seed * 31 + a * 17) % 23) / 4 + a;
  if (steps === 16) return { outcome: 'lost', row: { steps: null, loss: null, word: 'c' } };
  if (steps > 12 - a) return { outcome: 'late', row: { steps: 12 - a, loss, word: 'b' } };
  return { outcome: 'home', row: { steps, loss, word: 'a' } };
}

export const seedsOf = (count: number) => Array.from({ length: count }, (_, k) => k + 1);
export const numberOf = (ended: Ended, column: string) => {
  const cell = ended?.row[column];
  return typeof cell === 'number' ? cell : NaN;
};

/** What was said of a setting, as times to success. */
export function timesSaid(rowOf: (a: number, seed: number) => Ended, a: number, seeds: number): TimesToSuccess {
  const runs = seedsOf(seeds).map((seed) => rowOf(a, seed));
  const times = (outcome: string) =>
    Float64Array.from(runs.filter((run) => run?.outcome === outcome).map((run) => numberOf(run, 'steps')));
  return {
    successes: times('home'),
    censored: times('late'),
    never: runs.filter((run) => run === null || run.outcome === 'lost').length,
  };
}
