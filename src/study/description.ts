import type { BackendChoice } from '../numeric/backends.js';
import type { RngName } from '../random/rng.js';
import type { Recipe } from '../training/recipe.js';
import type { Trial } from './trial.js';

/** What a study runs: every recipe with every seed. Its tables depend on this value alone. */
export interface StudyDescription {
  readonly recipes: readonly Recipe[];
  /** First and last seed, both included. */
  readonly seeds: { readonly from: number; readonly to: number };
  readonly rng: RngName;
  readonly backend: BackendChoice;
}

/** How many trials a study has. */
export function trialCount({ recipes, seeds }: StudyDescription): number {
  return recipes.length * (seeds.to - seeds.from + 1);
}

/** Trial number `index`, counted recipe by recipe and then seed by seed: the order of the rows in `trials.csv`. */
export function trialAt({ recipes, seeds, rng, backend }: StudyDescription, index: number): Trial {
  const perRecipe = seeds.to - seeds.from + 1;
  return { recipe: recipes[Math.floor(index / perRecipe)], rng, seed: seeds.from + (index % perRecipe), backend };
}
