import { addToBeta, betaMean, emptyBetaSummary, mergeBeta, type BetaSummary } from '../statistics/beta-mean.js';
import { addExactly, mergeSums, roundedSum, zeroSum, type ExactSum } from '../statistics/exact-sum.js';
import { addToGamma, emptyGammaSummary, gammaMean, mergeGamma, type GammaSummary } from '../statistics/gamma-mean.js';
import type { Interval } from '../statistics/interval.js';
import type { MeanEstimate } from '../statistics/mean-estimate.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Setup } from './description.js';
import type { Cell, TrialRow } from './tables/cell.js';
import { failed, gridCells, gridColumns, successes, trialOutcomes } from '../experiments/training/rows.js';

/**
 * What a group's summary needs to know of the rows seen so far. Of fixed size, and the same whatever the
 * order of the rows and however parts were merged.
 */
export interface GroupTally {
  readonly counts: Readonly<Record<string, number>>;
  readonly samples: ExactSum;
  /** null before the first run that ended. */
  readonly samplesMax: number | null;
  /** Of converged runs. */
  readonly convergedAt: GammaSummary;
  readonly sparsity: BetaSummary;
}

const noCounts: Readonly<Record<string, number>> = Object.fromEntries(trialOutcomes.map((name) => [name, 0]));

export const emptyTally: GroupTally = {
  counts: noCounts,
  samples: zeroSum,
  samplesMax: null,
  convergedAt: emptyGammaSummary,
  sparsity: emptyBetaSummary,
};

/** The tally with one more row. */
export function addRow(tally: GroupTally, row: TrialRow): GroupTally {
  const outcome = outcomeOf(row);
  const samples = numberIn(row, 'samples');
  const convergedAt = numberIn(row, 'converged_at');
  const sparsity = numberIn(row, 'sparsity_error');
  const converged = successes.includes(outcome) && convergedAt !== null && sparsity !== null;
  return {
    counts: { ...tally.counts, [outcome]: tally.counts[outcome] + 1 },
    samples: samples === null ? tally.samples : addExactly(tally.samples, samples),
    samplesMax: samples === null ? tally.samplesMax : Math.max(tally.samplesMax ?? 0, samples),
    convergedAt: converged ? addToGamma(tally.convergedAt, convergedAt) : tally.convergedAt,
    // A converged exponent beyond ±1.5 would leave the beta distribution's domain; its error is then the
    // largest there is.
    sparsity: converged ? addToBeta(tally.sparsity, Math.min(sparsity, 0.5)) : tally.sparsity,
  };
}

/** The tally of two sets of rows together. */
export function mergeTallies(first: GroupTally, second: GroupTally): GroupTally {
  const counts = Object.fromEntries(trialOutcomes.map((name) => [name, first.counts[name] + second.counts[name]]));
  return {
    counts: { ...noCounts, ...counts },
    samples: mergeSums(first.samples, second.samples),
    samplesMax:
      first.samplesMax === null || second.samplesMax === null
        ? (first.samplesMax ?? second.samplesMax)
        : Math.max(first.samplesMax, second.samplesMax),
    convergedAt: mergeGamma(first.convergedAt, second.convergedAt),
    sparsity: mergeBeta(first.sparsity, second.sparsity),
  };
}

/** What a group of runs with the same recipe, backend and precision came to. */
export interface GroupSummary {
  readonly setup: Setup;
  /** All of them, failed ones too. */
  readonly trials: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Over the runs that ended; null where none did. */
  readonly samplesMean: number | null;
  readonly samplesMax: number | null;
  /** Converged runs as a share of all trials: a trial that failed did not converge. */
  readonly successRate: number;
  /** 95 % Wilson interval of the success rate. */
  readonly success: Interval;
  /**
   * Mean of `converged_at` over converged runs under a gamma distribution, with its 95 % profile-likelihood
   * interval.
   */
  readonly convergedAt: MeanEstimate;
  /**
   * Mean sparsity error of converged runs under a beta distribution on [0, ½], with its 95 %
   * profile-likelihood interval.
   */
  readonly sparsity: MeanEstimate;
}

/** The summary of a setup's rows. */
export function summariseGroup(setup: Setup, tally: GroupTally): GroupSummary {
  const { counts } = tally;
  const trials = trialOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const ended = trials - counts[failed];
  const converged = successes.reduce((sum, outcome) => sum + counts[outcome], 0);
  return {
    setup,
    trials,
    counts,
    samplesMean: ended === 0 ? null : roundedSum(tally.samples) / ended,
    samplesMax: tally.samplesMax,
    successRate: converged / trials,
    success: wilsonInterval(converged, trials),
    convergedAt: gammaMean(tally.convergedAt),
    sparsity: betaMean(tally.sparsity),
  };
}

/** The outcome a row tells. @throws RangeError when it tells none */
export function outcomeOf(row: TrialRow): string {
  const cell = row.get('outcome');
  const outcome = trialOutcomes.find((known) => known === cell);
  if (outcome === undefined) throw new RangeError(`a row's outcome is ${JSON.stringify(cell)}`);
  return outcome;
}

/** A cell that is a number; null for any other. */
export function numberIn(row: TrialRow, column: string): number | null {
  const cell = row.get(column);
  return typeof cell === 'number' ? cell : null;
}

/** The cells that say which group a row of a table is about. */
export function groupCells(setup: Setup): [string, Cell][] {
  return [
    ['recipe', setup.recipe.name],
    ['backend', setup.backend.name],
    ['precision', setup.backend.digits],
  ];
}

/** The columns of `summary.csv`. */
export function summaryColumns(setups: readonly Setup[]): string[] {
  return [
    ...['recipe', 'backend', 'precision', 'trials'],
    ...trialOutcomes.map(outcomeColumn),
    ...['samples_mean', 'samples_max'],
    ...['success_rate', 'success_low', 'success_high'],
    ...['converged_at_mean', 'converged_at_low', 'converged_at_high'],
    ...['sparsity_mean', 'sparsity_low', 'sparsity_high'],
    ...gridColumns(setups),
  ];
}

/** A row of `summary.csv`. */
export function summaryRow(group: GroupSummary): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ...groupCells(group.setup),
    ['trials', group.trials],
    ...trialOutcomes.map((outcome): [string, Cell] => [outcomeColumn(outcome), group.counts[outcome]]),
    ['samples_mean', group.samplesMean],
    ['samples_max', group.samplesMax],
    ['success_rate', group.successRate],
    ['success_low', group.success.low],
    ['success_high', group.success.high],
    ...estimateCells('converged_at', group.convergedAt),
    ...estimateCells('sparsity', group.sparsity),
    ...gridCells(group.setup),
  ]);
}

function outcomeColumn(outcome: string): string {
  return outcome.replace('-', '_');
}

/** Mean, low and high; empty where there is no estimate or no interval (`MeanEstimate.reason` says why). */
function estimateCells(name: string, { mean, interval }: MeanEstimate): [string, Cell][] {
  return [
    [`${name}_mean`, mean],
    [`${name}_low`, interval?.low ?? null],
    [`${name}_high`, interval?.high ?? null],
  ];
}
