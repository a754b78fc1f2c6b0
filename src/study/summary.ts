import { outcomes, type Outcome } from '../analysis/outcome.js';
import { addToBeta, betaMean, emptyBetaSummary } from '../analysis/beta-mean.js';
import { addToGamma, emptyGammaSummary, gammaMean } from '../analysis/gamma-mean.js';
import type { MeanEstimate } from '../analysis/mean-estimate.js';
import { wilsonInterval } from '../analysis/wilson-interval.js';
import type { Cell, TrialRow } from './rows.js';

/** What a group of runs with the same recipe, backend and precision came to. */
export interface GroupSummary {
  readonly recipe: string;
  readonly backend: string;
  readonly precision: number | null;
  readonly trials: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly samplesMean: number;
  readonly samplesMax: number;
  readonly successRate: number;
  /** 95 % Wilson interval of the success rate. */
  readonly success: { readonly low: number; readonly high: number };
  /** Mean of `converged_at` over converged runs under a gamma distribution, with its 95 % profile-likelihood interval. */
  readonly convergedAt: MeanEstimate;
  /** Mean sparsity error of converged runs under a beta distribution on [0, ½], with its 95 % profile-likelihood interval. */
  readonly sparsity: MeanEstimate;
}

/** Groups rows by recipe, backend and precision, in order of first appearance. */
export function summarise(rows: Iterable<TrialRow>): GroupSummary[] {
  const groups = new Map<string, TrialRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.get('recipe'), row.get('backend'), row.get('precision')]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map(summariseGroup);
}

function summariseGroup(rows: readonly TrialRow[]): GroupSummary {
  const [first] = rows;
  const countOf = (outcome: Outcome) => rows.filter((row) => row.get('outcome') === outcome).length;
  const converged = rows.filter((row) => row.get('outcome') === 'converged');
  const samples = numbers(rows, 'samples');
  return {
    recipe: textIn(first, 'recipe'),
    backend: textIn(first, 'backend'),
    precision: numbers([first], 'precision').at(0) ?? null,
    trials: rows.length,
    counts: {
      converged: countOf('converged'),
      diverged: countOf('diverged'),
      'dead-phase': countOf('dead-phase'),
      'spurious-minimum': countOf('spurious-minimum'),
      unfinished: countOf('unfinished'),
    },
    samplesMean: samples.reduce((a, b) => a + b, 0) / samples.length,
    samplesMax: samples.reduce((a, b) => Math.max(a, b), -Infinity),
    successRate: converged.length / rows.length,
    success: wilsonInterval(converged.length, rows.length),
    convergedAt: gammaMean(numbers(converged, 'converged_at').reduce(addToGamma, emptyGammaSummary)),
    // A converged exponent beyond ±1.5 would leave the beta distribution's domain; its error is then the largest there is.
    sparsity: betaMean(
      numbers(converged, 'sparsity_error').reduce(
        (sum, error) => addToBeta(sum, Math.min(error, 0.5)),
        emptyBetaSummary,
      ),
    ),
  };
}

function textIn(row: TrialRow, column: string): string {
  const cell = row.get(column);
  return typeof cell === 'string' ? cell : '';
}

function numbers(rows: readonly TrialRow[], column: string): number[] {
  return rows.flatMap((row) => {
    const cell: Cell | undefined = row.get(column);
    return typeof cell === 'number' ? [cell] : [];
  });
}

/** The columns of `summary.csv`. */
export const summaryColumns = [
  'recipe',
  'backend',
  'precision',
  'trials',
  ...outcomes.map((outcome) => outcome.replace('-', '_')),
  'samples_mean',
  'samples_max',
  'success_rate',
  'success_low',
  'success_high',
  ...['converged_at_mean', 'converged_at_low', 'converged_at_high'],
  ...['sparsity_mean', 'sparsity_low', 'sparsity_high'],
];

/** A row of `summary.csv`. */
export function summaryRow(group: GroupSummary): ReadonlyMap<string, Cell> {
  return new Map<string, Cell>([
    ['recipe', group.recipe],
    ['backend', group.backend],
    ['precision', group.precision],
    ['trials', group.trials],
    ...outcomes.map((outcome): [string, Cell] => [outcome.replace('-', '_'), group.counts[outcome]]),
    ['samples_mean', group.samplesMean],
    ['samples_max', group.samplesMax],
    ['success_rate', group.successRate],
    ['success_low', group.success.low],
    ['success_high', group.success.high],
    ...estimateCells('converged_at', group.convergedAt),
    ...estimateCells('sparsity', group.sparsity),
  ]);
}

/** Mean, low and high; empty where there is no estimate or no interval (`MeanEstimate.reason` says why). */
function estimateCells(name: string, { mean, interval }: MeanEstimate): [string, Cell][] {
  return [
    [`${name}_mean`, mean],
    [`${name}_low`, interval?.low ?? null],
    [`${name}_high`, interval?.high ?? null],
  ];
}
