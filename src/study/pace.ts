import type { Executor } from './executor.js';
import type { Experiment } from './experiment.js';
import type { Trial } from './trial.js';

/** When a trial counts as hung. */
export interface Patience {
  /** It never does before this, in milliseconds. */
  readonly atLeast: number;
  /** And not before it took this many times as long as the slowest batch of its setup did per trial. */
  readonly times: number;
}

/** Lenient: a machine with other work to do, or one that swaps, must not make a trial fail. */
export const standardPatience: Patience = { atLeast: 60_000, times: 20 };

/**
 * How long a batch should take: long against sending one (a tenth of a millisecond), short against a study.
 */
const batchMilliseconds = 100;
/** How long a trial may take of which nothing is known: an hour. */
const longestUnknown = 3_600_000;
/** Before a trial begins a thread may have to be started, and to load its modules: in milliseconds. */
const startTime = 5000;
/** The most trials that are sent at once: it bounds the rows that wait in memory. */
export const largestBatch = 500;

/**
 * What is known of how long trials take, setup by setup. It decides sizes of batches and time limits, and no
 * result.
 */
export interface Pace {
  /** Takes a measurement: so many trials of a setup took so long. */
  observe(setup: number, trials: number, milliseconds: number): void;
  /**
   * How many trials of a setup to send at once: as many as the experiment takes together, and that many times
   * over where they are short. Until something is known, once.
   */
  batchSize(setup: number): number;
  /**
   * After how many milliseconds a batch counts as hung. Runs a pilot where nothing is known and the
   * experiment has one; where it has none, the first trials have an hour.
   */
  limit(setup: number, trial: Trial, trials: number): Promise<number>;
}

export function paceOf(experiment: Experiment, executor: Executor, patience: Patience): Pace {
  const recent = new Map<number, number>();
  const slowest = new Map<number, number>();
  const pilots = new Map<number, Promise<number>>();

  /** An upper estimate from a shorter run: all it took is counted as its share. */
  const pilot = async (trial: Trial): Promise<number> => {
    const short = experiment.pilot?.(trial.setting);
    if (short === undefined) return longestUnknown / patience.times;
    try {
      const { milliseconds } = await executor.run([{ ...trial, setting: short.setting }], 2 * patience.atLeast);
      return milliseconds / short.share;
    } catch {
      return patience.atLeast / short.share;
    }
  };

  return {
    observe(setup, trials, milliseconds) {
      const each = milliseconds / trials;
      recent.set(setup, 0.5 * (recent.get(setup) ?? each) + 0.5 * each);
      slowest.set(setup, Math.max(slowest.get(setup) ?? 0, each));
    },
    batchSize(setup) {
      const together = experiment.runMany === undefined ? 1 : (experiment.together ?? 1);
      const each = recent.get(setup);
      const groups = each === undefined ? 1 : Math.max(1, Math.floor(batchMilliseconds / each / together));
      return together * Math.min(Math.floor(largestBatch / together), groups);
    },
    async limit(setup, trial, trials) {
      if (experiment.timeLimit !== undefined) return startTime + 2 * trials * experiment.timeLimit;
      let each = slowest.get(setup);
      if (each === undefined) {
        const running = pilots.get(setup) ?? pilot(trial);
        pilots.set(setup, running);
        each = await running;
      }
      // Twice: a batch may wait for another one that hangs.
      return 2 * (patience.atLeast + patience.times * trials * each);
    },
  };
}
