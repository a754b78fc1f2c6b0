import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { trainOn } from '../../src/experiments/training/trial.js';
import { catalogueFrom } from '../../src/plugins/load-plugin.js';
import type { JudgedRun } from './judged-runs.js';

/** Of a module's runs of one kind, how many were made again, and how many ended as before. */
export interface Rounded {
  readonly made: number;
  readonly same: number;
}

const line = z.object({ name: z.string(), seed: z.number(), hasLearned: z.boolean() });
const backend = { name: 'float32', digits: null };

/** So many runs, at equal distances in the list. */
function spread(runs: readonly JudgedRun[], count: number): readonly JudgedRun[] {
  if (runs.length <= count) return runs;
  return Array.from({ length: count }, (_, k) => runs[Math.floor((k * runs.length) / count)]);
}

/**
 * Makes runs again with every operation rounded to float32, by the backend of `examples/plugin`.
 * @param file what is known of runs, a line each; those that are missing are made, and added
 */
export async function roundedRuns(runs: readonly JudgedRun[], count: number, file: string): Promise<Rounded> {
  const known = new Map<string, boolean>();
  if (existsSync(file)) {
    for (const text of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { name, seed, hasLearned } = line.parse(JSON.parse(text));
      known.set(`${name} ${seed}`, hasLearned);
    }
  }
  const chosen = spread(runs, count);
  let same = 0;
  for (const run of chosen) {
    const hasLearned = known.get(`${run.recipe.name} ${run.seed}`) ?? (await learnsRounded(run, file));
    if (hasLearned === run.hasLearned) same++;
  }
  return { made: chosen.length, same };
}

async function learnsRounded({ recipe, rng, seed }: JudgedRun, file: string): Promise<boolean> {
  const catalogue = await catalogueFrom(['examples/plugin/my-parts.ts']);
  const generator = catalogue.generators.get(rng);
  const streams = { generator, ...generator.streams(seed) };
  const { outcome } = await trainOn({ recipe, backend }, streams, { catalogue });
  const hasLearned = outcome === 'converged';
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ name: recipe.name, seed, hasLearned })}\n`);
  return hasLearned;
}
