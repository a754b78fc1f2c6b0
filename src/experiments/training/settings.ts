import { z } from 'zod';
import type { Catalogue } from '../../catalogue.js';
import type { BackendChoice } from '../../numeric/backends.js';
import type { Recipe } from '../../training/recipe.js';

/** Reads a number system of a setting. */
export function backendSetting({ backends }: Pick<Catalogue, 'backends'>): z.ZodType<BackendChoice> {
  return z.strictObject({ name: z.enum(backends.names), digits: z.int().nullable() });
}

/** Steps of the pilot run that stands in for a measurement before there is one. */
const pilotSteps = 20;

/** A recipe of few steps, and its share of the steps of the whole. */
export function pilotRecipe(recipe: Recipe): { readonly recipe: Recipe; readonly share: number } {
  const steps = Math.min(recipe.steps, pilotSteps);
  return { recipe: { ...recipe, steps }, share: Math.max(1, steps) / Math.max(1, recipe.steps) };
}
