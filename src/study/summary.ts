import { outcomes, type Outcome } from '../analysis/outcome.js';
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
  /** Mean of `converged_at` over converged runs; null where none converged. */
  readonly convergedAtMean: number | null;
  /** Mean sparsity error over converged runs; null where none converged. */
  readonly sparsityMean: number | null;
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
    recipe: String(first.get('recipe')),
    backend: String(first.get('backend')),
    precision: numbers([first], 'precision').at(0) ?? null,
    trials: rows.length,
    counts: {
      converged: countOf('converged'),
      diverged: countOf('diverged'),
      'dead-phase': countOf('dead-phase'),
      'spurious-minimum': countOf('spurious-minimum'),
      unfinished: countOf('unfinished'),
    },
    samplesMean: mean(samples) ?? NaN,
    samplesMax: samples.reduce((a, b) => Math.max(a, b), -Infinity),
    successRate: converged.length / rows.length,
    success: wilsonInterval(converged.length, rows.length),
    convergedAtMean: mean(numbers(converged, 'converged_at')),
    sparsityMean: mean(numbers(converged, 'sparsity_error')),
  };
}

function numbers(rows: readonly TrialRow[], column: string): number[] {
  return rows.flatMap((row) => {
    const cell: Cell | undefined = row.get(column);
    return typeof cell === 'number' ? [cell] : [];
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
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
  'converged_at_mean',
  'sparsity_mean',
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
    ['converged_at_mean', group.convergedAtMean],
    ['sparsity_mean', group.sparsityMean],
  ]);
}
