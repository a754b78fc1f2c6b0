import { cos } from '../numeric/elementary/cos.js';
import { log } from '../numeric/elementary/log.js';

/** A generator's whole state as plain data: what `restoreRng` needs to continue the stream. */
export interface RngState {
  /** The generator's name. */
  readonly name: string;
  readonly words: readonly number[];
}

/** Floats of any number system. */
export interface FloatDraws<T> {
  /** The next float in [0, 1). */
  next(): T;
  /** A float in [low, high). */
  uniform(low: number, high: number): T;
}

/**
 * Where random numbers come from: all that most of the code asks of a generator. How each is drawn is the
 * generator's.
 */
export interface Draws extends FloatDraws<number> {
  /** A normal number: of mean 0 and deviation 1 where they are not given. */
  normal(mean?: number, deviation?: number): number;
  /** A whole number in [0, count), all alike. @param count from 1 to 2^53 */
  below(count: number): number;
  /** See `fillUniform`, which asks `uniform` where this is not given. */
  fill?(low: number, high: number, target: Float64Array, from: number, count: number): void;
}

/** Puts what as many calls of `uniform(low, high)` give into a list, from a place on. */
export function fillUniform(
  rng: Draws,
  low: number,
  high: number,
  target: Float64Array,
  from: number,
  count: number,
): void {
  if (rng.fill === undefined) for (let k = from; k < from + count; k++) target[k] = rng.uniform(low, high);
  else rng.fill(low, high, target, from, count);
}

/**
 * A stream of random numbers. The only source of randomness in Warizan; it is always an argument, never
 * ambient. A test may inject any object with these methods, fast-check's values included.
 */
export interface Rng extends Draws {
  /** An independent generator that will give the same values from here on. */
  clone(): Rng;
  /** The state as plain data; see `restoreRng`. Injected sequences may refuse. */
  state(): RngState;
}

const all = 2 ** 53;
/**
 * A stream that is drawn from for ever is none: each draw is in the complete part with a chance of ½ at
 * least.
 */
const mostDraws = 1000;

/**
 * Everything a generator without ways of its own draws, from floats in [0, 1) that are multiples of 2^-53:
 *
 *     uniform   low + (high − low)·r, the order of operations of numpy's `uniform`
 *     normal    mean + deviation·√(−2 ln(1 − r1))·cos(2π·r2) (Box & Muller 1958); 1 − r is in (0, 1], so the
 *               logarithm is finite
 *     below     r·2^53 mod count, drawn again where r·2^53 lies in the last, incomplete stretch of `count`
 */
export function drawsFrom(next: () => number): Draws {
  return {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    normal: (mean = 0, deviation = 1) => {
      const radius = Math.sqrt(-2 * log(1 - next()));
      return mean + deviation * (radius * cos(2 * Math.PI * next()));
    },
    below: (count) => {
      const complete = all - (all % count);
      let drawn = all * next();
      for (let more = 0; drawn >= complete && more < mostDraws; more++) drawn = all * next();
      return drawn % count;
    },
  };
}

/** What a stream has of its own: how it goes on, and what it draws in another way than `drawsFrom`. */
type Own = Pick<Rng, 'clone' | 'state'> & Partial<Draws>;

/**
 * A stream of these floats. Every run makes three, so that it is not spread from its parts: that takes twenty
 * times as long.
 */
export function rngFrom(next: () => number, own: Own): Rng {
  return Object.assign(drawsFrom(next), own);
}
