import type { Numeric } from '../numeric/numeric.js';
import { entryOf, type Setting } from './part.js';
import type { Parts } from './parts.js';
import type { Recipe } from './recipe.js';

/** What a recipe's schedules say of one step. */
export interface Rates<T> {
  /** η of this step. */
  readonly eta: T;
  /** What each of the recipe's penalties weighs, in their order. */
  readonly penalties: readonly T[];
}

/** The rates of an attempt's step k = 1, 2, …: η·f(k), and of each penalty λ·r(k). */
export function ratesOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): (step: T) => Rates<T> {
  const scheduled = (value: number, schedule: Setting): ((step: T) => T) => {
    const factor = entryOf(parts.schedules, schedule).factor(n, schedule, recipe.steps);
    return (step) => n.mul(n.fromNumber(value), factor(step));
  };
  const eta = scheduled(recipe.learningRate, recipe.schedule);
  const penalties = penaltiesOf(recipe).map(({ weight, schedule }) => scheduled(weight, schedule));
  return (step) => ({ eta: eta(step), penalties: penalties.map((weight) => weight(step)) });
}

/** The penalties of a recipe: none where it does not say. */
export function penaltiesOf({ penalties }: Recipe): NonNullable<Recipe['penalties']> {
  return penalties ?? [];
}
