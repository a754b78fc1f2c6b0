import type { Numeric } from '../numeric/numeric.js';
import type { Recipe } from './recipe.js';

/** Whether an attempt, counted from 1, is given up after its step number `step`, whose loss is given. */
export type GivesUp<T> = (attempt: number, step: number, loss: T) => boolean;

/**
 * The restart rule: a run is a row of at most K + 1 attempts, each from weights drawn next from the run's initialisation stream, with nothing
 * remembered, its schedule at the beginning, on the samples that come next. An attempt with others to come is given up
 *
 *     after step k   where   k ≥ N  and not  L_k < L
 *
 * with N = `after`, L = `loss` and K = `atMost`. Training losses decide and nothing else, and a NaN gives up. With L that of the stop rule this is the
 * cutoff of Luby, Sinclair & Zuckerman (1993, "Optimal speedup of Las Vegas algorithms"), except that a run that is busy being right may
 * finish.
 */
export function restartRule<T>(n: Numeric<T>, { restart }: Recipe): GivesUp<T> {
  if (restart === null) return () => false;
  const small = n.fromNumber(restart.loss);
  return (attempt, step, loss) => attempt <= restart.atMost && step >= restart.after && !n.less(loss, small);
}
