const size = 624;

/**
 * The Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), a block of 624 words at a time:
 *
 *     u = the upper bit of x_k and the lower bits of x_{k+1}
 *     x_{k+624} = x_{k+397} xor (u >>> 1) xor (u odd ? 9908B0DF : 0)
 *     y = x xor x >>> 11,   y ← y xor (y << 7 & 9D2C5680),   y ← y xor (y << 15 & EFC60000)
 *     out = y xor y >>> 18
 *
 * A float is ((out1 >>> 5)·2^26 + (out2 >>> 6))/2^53, numpy's.
 */
export class MersenneTwister {
  readonly #words: Int32Array;
  /** The next word, and the first that is still one of the block before the next one. */
  #at: number;
  #old: number;

  private constructor(words: Int32Array, at: number, old: number) {
    this.#words = words;
    this.#at = at;
    this.#old = old;
  }

  /** init_genrand(seed). @param seed of 32 bits */
  static seeded(seed: number): MersenneTwister {
    const words = new Int32Array(size);
    words[0] = seed;
    for (let k = 1; k < size; k++) {
      const before = words[k - 1];
      words[k] = Math.imul(1812433253, before ^ (before >>> 30)) + k;
    }
    twist(words, 0, size);
    return new MersenneTwister(words, 0, 0);
  }

  /**
   * Continues from the words of `state()`.
   * @throws Error where they are not an index below 624 and 624 words
   */
  static restored([at, ...words]: readonly number[]): MersenneTwister {
    if (words.length !== size || !Number.isInteger(at) || at < 0 || at >= size) {
      throw new Error(`a state of a Mersenne Twister is an index below ${size} and ${size} words`);
    }
    return new MersenneTwister(Int32Array.from(words), at, at);
  }

  clone(): MersenneTwister {
    return new MersenneTwister(this.#words.slice(), this.#at, this.#old);
  }

  /** The place of the next word, and 624 words: those before that place are the next block's already. */
  state(): number[] {
    const words = this.#words.slice();
    twist(words, this.#old, this.#at);
    return [this.#at % size, ...words];
  }

  /** The next word, as a signed number of 32 bits. */
  word(): number {
    if (this.#at === size) this.#turn();
    return tempered(this.#words[this.#at++]);
  }

  /** The next float in [0, 1). */
  float(): number {
    const at = this.#at;
    if (at > size - 2) return floatOf(this.word(), this.word());
    this.#at = at + 2;
    return floatOf(tempered(this.#words[at]), tempered(this.#words[at + 1]));
  }

  /** The next floats, as many calls of `float` give them. */
  fill(target: Float64Array, from: number, count: number): void {
    const end = from + count;
    for (let k = from; k < end;) {
      // A block is of 312 floats; after single words the last one may stand in two blocks.
      const whole = Math.min(end - k, (size - this.#at) >> 1);
      if (whole > 0) {
        floats(this.#words, this.#at, target, k, whole);
        this.#at += 2 * whole;
        k += whole;
      } else if (this.#at === size) {
        this.#turn();
      } else {
        target[k++] = this.float();
      }
    }
  }

  /** low + (high − low)·r of the next floats r, the order of operations of numpy's `uniform`. */
  fillUniform(low: number, high: number, target: Float64Array, from: number, count: number): void {
    this.fill(target, from, count);
    const width = high - low;
    for (let k = from; k < from + count; k++) target[k] = low + width * target[k];
  }

  #turn(): void {
    twist(this.#words, this.#old, size);
    this.#at = 0;
    this.#old = 0;
  }
}

/** So many floats of words that stand in a block from a place on. */
function floats(words: Int32Array, at: number, target: Float64Array, from: number, count: number): void {
  for (let k = 0; k < count; k++) {
    target[from + k] = floatOf(tempered(words[at + 2 * k]), tempered(words[at + 2 * k + 1]));
  }
}

function floatOf(high: number, low: number): number {
  return ((high >>> 5) * 0x400_0000 + (low >>> 6)) * 2 ** -53;
}

function tempered(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & -0x62d3_a980;
  y ^= (y << 15) & -0x103a_0000;
  return y ^ (y >>> 18);
}

// Masks and lengths are written out, masks as signed numbers of 32 bits: a bundle makes a variable of a
// module's constant, which an engine reads anew each time.

/** Replaces the words from a place on, up to another, by those of the next block. */
function twist(words: Int32Array, from: number, to: number): void {
  let k = from;
  let word = words[from];
  for (const end = Math.min(to, 227); k < end; k++) {
    const next = words[k + 1];
    words[k] = words[k + 397] ^ mixed(word, next);
    word = next;
  }
  for (const end = Math.min(to, 623); k < end; k++) {
    const next = words[k + 1];
    words[k] = words[k - 227] ^ mixed(word, next);
    word = next;
  }
  if (k < to) words[k] = words[396] ^ mixed(word, words[0]);
}

function mixed(word: number, next: number): number {
  return (((word & -0x8000_0000) | (next & 0x7fff_ffff)) >>> 1) ^ (-(next & 1) & -0x66f7_4f21);
}
