import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';

/** What the runs of a recipe came to, by seed in order. */
export interface TrialCosts {
  readonly solved: readonly boolean[];
  /** Sample gradients spent. */
  readonly samples: readonly number[];
}

const row = z.object({ recipe: z.string(), outcome: z.string(), samples: z.coerce.number() });

/** The recipes of a study's `trials.csv` in order. */
export async function readTrialCosts(file: string): Promise<ReadonlyMap<string, TrialCosts>> {
  const groups = new Map<string, { solved: boolean[]; samples: number[] }>();
  for await (const record of createReadStream(file).pipe(parse({ columns: true }))) {
    const { recipe, outcome, samples } = row.parse(record);
    const group = groups.get(recipe) ?? { solved: [], samples: [] };
    group.solved.push(outcome === 'converged');
    group.samples.push(samples);
    groups.set(recipe, group);
  }
  return groups;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const meanSamples = ({ samples }: TrialCosts): number => sum(samples) / samples.length;

/** The least value with at least this share of all values at or below it, the greatest for a share of 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Differences over the same seeds: their mean, and 1.96 standard errors of it. */
export function pairedMean(samples: readonly number[], baseline: readonly number[]): { mean: number; error: number } {
  const differences = samples.map((value, k) => value - baseline[k]);
  const mean = sum(differences) / differences.length;
  const variance = sum(differences.map((d) => (d - mean) * (d - mean))) / (differences.length - 1);
  return { mean, error: 1.96 * Math.sqrt(variance / differences.length) };
}

/** A cutoff of a run's cost, what starting again there costs on average, and how many runs take longer. */
export interface Cutoff {
  readonly cutoff: number;
  readonly cost: number;
  readonly longer: number;
}

/**
 * The cutoff t at which starting again is cheapest: the least E min(T, t) / P(T ≤ t), T being what a run
 * costs (Luby et al. 1993).
 */
export function bestCutoff(samples: readonly number[]): Cutoff {
  const sorted = Float64Array.from(samples).sort();
  let best: Cutoff = { cutoff: Infinity, cost: Infinity, longer: 0 };
  let spent = 0;
  sorted.forEach((cutoff, k) => {
    spent += cutoff;
    if (sorted[k + 1] === cutoff) return;
    const longer = sorted.length - k - 1;
    const cost = (spent + longer * cutoff) / (k + 1);
    if (cost < best.cost) best = { cutoff, cost, longer };
  });
  return best;
}
