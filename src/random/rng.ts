/** A generator's whole state as plain data: what `restoreRng` needs to continue the stream. */
export interface RngState {
  readonly name: RngName;
  readonly words: readonly number[];
}

/** The generators users can name. */
export const rngNames = ['xoroshiro128plus', 'mt19937'] as const;
export type RngName = (typeof rngNames)[number];

/**
 * A stream of 53-bit floats. The only source of randomness in Warizan; it is always an argument, never ambient.
 * A test may inject any object with these three methods, fast-check's values included.
 */
export interface Rng {
  /** The next float in [0, 1), a multiple of 2^-53. */
  next(): number;
  /** An independent generator that will give the same values from here on. */
  clone(): Rng;
  /** The state as plain data; see `restoreRng`. Injected sequences may refuse. */
  state(): RngState;
}

/** Where floats in [0, 1) come from: all that most of the code asks of a generator. */
export type Draws = Pick<Rng, 'next'>;

/** A float in [low, high): low + (high − low)·r, the order of operations of numpy's `uniform`. */
export function uniform(rng: Draws, low: number, high: number): number {
  return low + (high - low) * rng.next();
}
