import type { Numeric } from '../numeric/numeric.js';
import type { Words } from '../numeric/words.js';
import type { FloatDraws } from './rng.js';

/** A generator written over words and numbers of any system, so that a kernel can draw from it. */
export interface WordGenerator {
  /**
   * The state that `Rng.state()` tells, as the halves of words of 64 bits: of each the lower 32 bits, then
   * the upper ones.
   */
  pack(words: readonly number[]): readonly number[];
  unpack(halves: readonly number[]): readonly number[];
  /** What `Rng.next` gives, and the state after it. Its `uniform` must be that of `drawsFrom`. */
  next<W, T, C>(words: Words<W, T>, n: Numeric<T, C>, state: readonly W[]): NextFloat<W, T>;
}

export interface NextFloat<W, T> {
  readonly state: readonly W[];
  readonly value: T;
}

/** Draws from a state, which each replaces by the next one. */
export interface StatefulDraws<W, T> extends FloatDraws<T> {
  state(): readonly W[];
}

/** @param start the state before the first draw */
export function drawsOver<W, T, C>(
  generator: WordGenerator,
  words: Words<W, T>,
  n: Numeric<T, C>,
  start: readonly W[],
): StatefulDraws<W, T> {
  let state = start;
  const next = (): T => {
    const drawn = generator.next(words, n, state);
    state = drawn.state;
    return drawn.value;
  };
  return {
    next,
    uniform: (low, high) => n.add(n.fromNumber(low), n.mul(n.fromNumber(high - low), next())),
    state: () => state,
  };
}
