import type { Measurement } from './report/bench-table.js';

/** Work that is timed. */
export interface BenchTask {
  readonly task: string;
  readonly backend: string;
  readonly precision: number | null;
  /** Operations of one call. */
  readonly batch: number;
  /** Makes everything ready and gives back what does a batch of operations. */
  readonly prepare: () => Promise<() => void>;
}

/** One question, answered by tasks that do the same on different backends. */
export interface Suite {
  readonly name: string;
  readonly question: string;
  /** The task that the others are compared with. */
  readonly base: string;
  readonly tasks: readonly BenchTask[];
  /** What the figures come to, in lines of at most 80 columns. */
  conclude?(measured: readonly Measurement[]): readonly string[];
}
