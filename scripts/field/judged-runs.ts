import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { generators } from '../../src/random/generators.js';
import { entryOf } from '../../src/training/part.js';
import { shippedParts } from '../../src/training/parts.js';
import { readRecipe } from '../../src/training/read-recipe.js';
import { unitOf, type Recipe } from '../../src/training/recipe.js';
import { recipeOfRun } from '../../src/training/run-recipe.js';
import { columnNames } from '../../src/units/parameter.js';
import { moduleAndRange } from './field-runs.js';

/** A run where it is judged. */
export interface JudgedRun {
  readonly hasLearned: boolean;
  /** With the task that the run drew. */
  readonly recipe: Recipe;
  /** The generator's name. */
  readonly rng: string;
  readonly seed: number;
  /** The step of the evaluation that it is judged by. */
  readonly step: number;
  readonly theta: readonly number[];
  /** The exponents of the inputs in what is to be learned, length I. */
  readonly exponents: readonly number[];
}

const row = z.looseObject({
  ...{ recipe: z.string(), seed: z.coerce.number(), outcome: z.string() },
  best_step: z.coerce.number(),
});
const study = z.object({ rng: z.string(), recipes: z.array(z.looseObject({ name: z.string() })) });

/** The runs of a study's folder, by module. */
export async function readJudgedRuns(folder: string): Promise<ReadonlyMap<string, readonly JudgedRun[]>> {
  const { rng, recipes } = study.parse(JSON.parse(readFileSync(join(folder, 'study.json'), 'utf8')));
  const byName = new Map(recipes.map((recipe) => [recipe.name, readRecipe(recipe)]));
  const runs = new Map<string, JudgedRun[]>();
  for await (const record of createReadStream(join(folder, 'trials.csv')).pipe(parse({ columns: true }))) {
    const { recipe: name, seed, outcome, best_step: step, ...cells } = row.parse(record);
    const recipe = byName.get(name);
    if (recipe === undefined) throw new Error(`${folder}: study.json has no recipe ${name}`);
    const [module] = moduleAndRange(name);
    const known = runs.get(module) ?? [];
    runs.set(module, known);
    const own = recipeOfRun(recipe, generators.get(rng).streams(seed));
    const [exponents = null] = entryOf(shippedParts.tasks, own.task).exponents(own.task) ?? [];
    if (exponents === null) throw new Error(`${folder}: the task of ${name} is no product of powers`);
    const theta = columnNames(unitOf(own, shippedParts).parameters).map((column) => Number(cells[column]));
    known.push({ recipe: own, rng, seed, hasLearned: outcome === 'converged', step, theta, exponents });
  }
  return runs;
}
