import type { StudyDescription } from '../description.js';
import type { Cell } from '../tables/cell.js';
import { seedCount, type SeedRange } from '../seeds.js';
import { noWorseThan, type NoWorseThan } from './no-worse-than.js';
import { successRate, type SuccessRate } from './success-rate.js';

/**
 * What a study is to show of one of its setups. Plain data: all that a verdict depends on beside the runs.
 */
export interface Criterion {
  /** The position of the setup. */
  readonly setup: number;
  readonly claim: SuccessRate | NoWorseThan;
}

/** The runs do show it; they show that it is not so; or there are too few of them to tell. */
export const verdictNames = ['met', 'missed', 'undecided'] as const;
export type VerdictName = (typeof verdictNames)[number];

/** What the runs say of a criterion. */
export interface Verdict {
  readonly verdict: VerdictName;
  /** The numbers behind it, for `criterion.csv`; columns that are missing are empty. */
  readonly cells: readonly (readonly [column: string, cell: Cell])[];
}

/**
 * Sees the runs of a criterion's setup in the order of the study's seeds, whatever the order in which they
 * finish, so that the verdict and where it falls depend on the study alone.
 */
export interface CriterionWatch {
  /** Takes the next run. */
  observe(seed: number, converged: boolean): void;
  /** Whether the runs so far are enough, so that no further one would be looked at. */
  readonly isDecided: boolean;
  verdict(): Verdict;
}

/** What can be said of a criterion before any run. */
export interface Decidability {
  /** Whether so many seeds can meet it, if all goes well, and miss it, if all goes wrong. */
  readonly canMeet: boolean;
  readonly canMiss: boolean;
  /** How many would be enough to meet it if all went well, in words. */
  readonly needed: string;
}

/** What a kind of claim is asked for. */
export interface ClaimTest {
  /** A watch on the runs, at its beginning. */
  watch(): CriterionWatch;
  /** @param seeds the study's */
  decidability(seeds: readonly SeedRange[]): Decidability;
}

/** How a claim is tested. */
export function claimTest(claim: Criterion['claim']): ClaimTest {
  return 'atLeast' in claim ? successRate(claim) : noWorseThan(claim);
}

/** The runs of a criterion's setup, as they come in. */
export interface CriterionRuns {
  /** Takes a finished run by its position among the study's seeds. */
  observe(position: number, seed: number, converged: boolean): void;
  /** How many seeds the study runs: as many as decided it, or all. Null as long as that is open. */
  readonly seeds: number | null;
  verdict(): Verdict;
}

/** Puts the runs of a criterion's setup in the order of their seeds. */
export function criterionRuns(criterion: Criterion, { seeds }: Pick<StudyDescription, 'seeds'>): CriterionRuns {
  const watch = claimTest(criterion.claim).watch();
  const total = seedCount(seeds);
  const waiting = new Map<number, { readonly seed: number; readonly converged: boolean }>();
  let next = 0;
  return {
    observe(position, seed, converged) {
      if (position >= next) waiting.set(position, { seed, converged });
      for (let run = waiting.get(next); run !== undefined && !watch.isDecided; run = waiting.get(next)) {
        watch.observe(run.seed, run.converged);
        waiting.delete(next++);
      }
    },
    get seeds() {
      return watch.isDecided || next === total ? next : null;
    },
    verdict: () => watch.verdict(),
  };
}
