import type { Numeric } from '../numeric/numeric.js';
import type { RunStreams } from '../random/generator.js';
import { firstTheta } from './initial-theta.js';
import type { Parts } from './parts.js';
import { readTheta } from './read-theta.js';
import { unitOf, type Recipe } from './recipe.js';
import { recipeOfRun } from './run-recipe.js';
import { train, type Snapshot } from './train.js';

/** Where a run starts. */
export interface Beginning {
  /** Its streams of random numbers, at their beginnings. */
  readonly streams: RunStreams;
  /** An initial θ as `readTheta` takes it; drawn as the recipe says where not given. */
  readonly given?: unknown;
}

/**
 * θ₀ in a number system: drawn as float64 whatever the system, or given.
 * @throws InputError where what is given does not fit the recipe, or nobody says how a parameter is drawn
 */
export function startOf<T>(n: Numeric<T>, recipe: Recipe, { streams, given }: Beginning, parts: Parts): readonly T[] {
  return given === undefined
    ? firstTheta(recipe, streams, parts).map((value) => n.fromNumber(value))
    : readTheta(n, given, unitOf(recipe, parts).parameters);
}

/** A run from there; see `train`. @throws InputError as `startOf` does */
export function trainFrom<T>(
  n: Numeric<T>,
  recipe: Recipe,
  beginning: Beginning,
  every: number,
  parts: Parts,
): Iterable<Snapshot<T>> {
  const own = recipeOfRun(recipe, beginning.streams, parts);
  return train(n, own, startOf(n, own, beginning, parts), beginning.streams, every, parts);
}
