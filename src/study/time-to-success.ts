import { InputError, quoted } from '../base/input-error.js';
import type { TimesToSuccess } from '../statistics/times-to-success.js';
import { failed, type Outcome } from './experiment.js';
import type { Cell } from './tables/cell.js';

const timeWords = 'must be finite and not negative, as a time to success is';
const isTime = (cell: Cell): cell is number => typeof cell === 'number' && cell >= 0 && cell < Infinity;

/** A run says when it succeeded or was stopped, unless it never succeeds. @throws InputError where not */
export function requireTime(column: string, { name, never }: Outcome, cell: Cell): void {
  if (never === true || isTime(cell)) return;
  throw new InputError(`row: ${column}: ${quoted(cell)}: ${timeWords}; the run ended as ${quoted(name)}`);
}

/** What came of runs, as far as their times go. */
export interface EndedRuns {
  /** The outcome of each run, by its place among `known`. */
  readonly outcomes: Uint8Array;
  readonly known: readonly Outcome[];
  /** The time of each run; NaN where it has none. */
  readonly times: Float64Array;
}

/**
 * When runs succeeded. A run that `failed` never succeeds, since the same seed would fail once more: to
 * censor it would flatter a setting that crashes.
 * @throws InputError where one that might have succeeded has no time: its rows are older than the declaration
 */
export function timesOf({ outcomes, known, times }: EndedRuns): TimesToSuccess {
  const isNever = known.map(({ name, never }) => never === true || name === failed.name);
  const isSuccess = known.map((outcome) => outcome.isSuccess === true);
  const lacking = times.findIndex((time, k) => !isNever[outcomes[k]] && !isTime(time));
  if (lacking >= 0) {
    const { name } = known[outcomes[lacking]];
    const found = Number.isNaN(times[lacking]) ? 'nothing' : times[lacking];
    throw new InputError(
      `timeToSuccess: a run that ended as ${quoted(name)} has ${found} as its time: it ${timeWords}; raise the experiment's version and begin in a new folder`,
    );
  }
  return {
    successes: times.filter((_, k) => isSuccess[outcomes[k]]),
    censored: times.filter((_, k) => !isSuccess[outcomes[k]] && !isNever[outcomes[k]]),
    never: outcomes.reduce((count, outcome) => count + (isNever[outcome] ? 1 : 0), 0),
  };
}
