import type { Executor } from '../study/executor.js';
import type { Setup, StudyDescription } from '../study/description.js';
import type { RanStudy } from '../study/ran-study.js';
import type { UserModules } from '../workshop.js';

/** What a setup of a plan will take. */
export interface PlannedTime {
  readonly setup: Setup;
  readonly trials: number;
  /** Milliseconds one trial takes on this machine; null where nothing tells. */
  readonly eachTakes: number | null;
  /** `2000 steps in float64`; '' for nothing. */
  readonly says: string;
  /** What `--json` says of the setting. */
  readonly json: object;
}

/** A study as it was asked for, laid out: of recipes, or of an experiment of a user's. */
export interface AskedStudy {
  readonly description: StudyDescription;
  /** Where its trials run. */
  executor(workers: number): Executor | Promise<Executor>;
  /** What whoever runs its trials loads from disk; null where trials need more than modules. */
  readonly modules: UserModules | null;
  /** `study.json` in a folder: the study as a file that asks for the same. */
  text(folder: string): string;
  /** How long it will take, without running it. */
  plan(): Promise<readonly PlannedTime[]>;
  /** What a folder holds from the beginning, beside `study.json`. @returns the files' names */
  begin(folder: string): readonly string[];
  /** Writes what its kind adds to the tables. @returns the files' names */
  addTables(folder: string, ran: RanStudy): Promise<readonly string[]>;
}
