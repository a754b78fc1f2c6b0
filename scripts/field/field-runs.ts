import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { Count } from './published.js';

/** One run, by the evaluation that it is judged by. */
export interface FieldRun {
  readonly isSolved: boolean;
  readonly testMse: number;
  /** The first evaluated step below the criterion; null for none. */
  readonly solvedAt: number | null;
  readonly sparsityError: number;
}

/** The runs of a module, by the range that it was trained on. */
export type FieldModule = ReadonlyMap<string, readonly FieldRun[]>;

const empty = z.literal('').transform(() => null);
const numbers = z.union([empty, z.coerce.number()]);
const row = z.object({
  ...{ recipe: z.string(), outcome: z.string(), extrapolation_mse: numbers, sparsity_error: numbers },
  // Of a judge by the end of a run, the step from which on all errors were below the criterion.
  ...{ solved_at: numbers.optional(), converged_at: numbers },
});

/** What a recipe of these studies is of: it is called MODULE, RANGE. */
export function moduleAndRange(recipe: string): readonly [module: string, range: string] {
  const end = recipe.indexOf(', U[');
  return [recipe.slice(0, end), recipe.slice(end + 2)];
}

/** The modules of a study's `trials.csv`, in order. */
export async function readFieldRuns(file: string): Promise<ReadonlyMap<string, FieldModule>> {
  const modules = new Map<string, Map<string, FieldRun[]>>();
  for await (const record of createReadStream(file).pipe(parse({ columns: true }))) {
    const { recipe, outcome, extrapolation_mse: mse, sparsity_error: sparsity, ...at } = row.parse(record);
    const solvedAt = at.solved_at === undefined ? at.converged_at : at.solved_at;
    const [module, range] = moduleAndRange(recipe);
    const ranges = modules.get(module) ?? new Map<string, FieldRun[]>();
    modules.set(module, ranges);
    const runs = ranges.get(range) ?? [];
    ranges.set(range, runs);
    const [testMse, sparsityError] = [mse ?? NaN, sparsity ?? NaN];
    runs.push({ isSolved: outcome === 'converged', testMse, solvedAt, sparsityError });
  }
  return modules;
}

export const successesOf = (runs: readonly FieldRun[]): number => runs.filter(({ isSolved }) => isSolved).length;

/** Successes of all runs of a module. */
export function countOf(module: FieldModule): Count {
  const runs = [...module.values()].flat();
  return { successes: successesOf(runs), trials: runs.length };
}

/** How many runs are below a threshold of their range. */
export function belowThreshold(module: FieldModule, thresholdOf: (range: string) => number): number {
  return [...module].reduce(
    (sum, [range, runs]) => sum + runs.filter(({ testMse }) => testMse < thresholdOf(range)).length,
    0,
  );
}

/** The middle value, the mean of the two there; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}
