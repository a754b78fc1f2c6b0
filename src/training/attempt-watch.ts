import type { Numeric } from '../numeric/numeric.js';
import { entryOf } from './part.js';
import type { Parts } from './parts.js';
import type { Recipe } from './recipe.js';
import type { GivesUp } from './restarts/restart.js';
import type { StopOn } from './stops/stop.js';

/** What ends an attempt: the recipe's stop rule, and its restart rule. */
export interface AttemptWatch<T, C> extends StopOn<T, C> {
  readonly givesUp: GivesUp<T, C>;
}

/** The rules of a recipe. One that it does not have never holds. */
export function attemptWatchOf<T, C>(n: Numeric<T, C>, recipe: Recipe, parts: Parts): AttemptWatch<T, C> {
  const { stop, restart } = recipe;
  const never = () => n.less(n.one, n.zero);
  const watch = stop === null ? { memory: [], next: () => [], ends: never } : entryOf(parts.stops, stop).on(n, stop);
  const givesUp = restart === null ? never : entryOf(parts.restarts, restart).on(n, restart);
  return { memory: watch.memory, next: watch.next.bind(watch), ends: watch.ends.bind(watch), givesUp };
}
