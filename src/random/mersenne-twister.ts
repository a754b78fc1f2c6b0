import { blockSize as size, turnBlock } from './mersenne-block.js';

/**
 * The Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), a block of 624 words at a time
 * (`mersenne-block.ts`). A float is ((out1 >>> 5)·2^26 + (out2 >>> 6))/2^53, numpy's.
 */
export class MersenneTwister {
  /** The block, and what is drawn of it. */
  readonly #words: Int32Array;
  readonly #drawn: Int32Array;
  /** The next word, and the first that is still one of the block before the next one. */
  #at: number;
  #old: number;

  private constructor(words: Int32Array, drawn: Int32Array, at: number, old: number) {
    this.#words = words;
    this.#drawn = drawn;
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
    const twister = new MersenneTwister(words, new Int32Array(size), 0, 0);
    twister.#turn();
    return twister;
  }

  /**
   * Continues from the words of `state()`.
   * @throws Error where they are not an index below 624 and 624 words
   */
  static restored([at, ...words]: readonly number[]): MersenneTwister {
    if (words.length !== size || !Number.isInteger(at) || at < 0 || at >= size) {
      throw new Error(`a state of a Mersenne Twister is an index below ${size} and ${size} words`);
    }
    const block = Int32Array.from(words);
    const drawn = new Int32Array(size);
    turnBlock(block, drawn, size);
    return new MersenneTwister(block, drawn, at, at);
  }

  clone(): MersenneTwister {
    return new MersenneTwister(this.#words.slice(), this.#drawn.slice(), this.#at, this.#old);
  }

  /** The place of the next word, and 624 words: those before that place are the next block's already. */
  state(): number[] {
    const next = this.#words.slice();
    turnBlock(next, new Int32Array(size), this.#old);
    return [this.#at % size, ...next.subarray(0, this.#at), ...this.#words.subarray(this.#at)];
  }

  /** The next word, as a signed number of 32 bits. */
  word(): number {
    if (this.#at === size) this.#turn();
    return this.#drawn[this.#at++];
  }

  /** The next float in [0, 1). */
  float(): number {
    return floatOf(this.word(), this.word());
  }

  /** low + (high − low)·r of the next floats r, the order of operations of numpy's `uniform`. */
  fillUniform(low: number, high: number, target: Float64Array, from: number, count: number): void {
    const width = high - low;
    const end = from + count;
    for (let k = from; k < end;) {
      // A block is of 312 floats; after single words the last one may stand in two blocks.
      const whole = Math.min(end - k, (size - this.#at) >> 1);
      if (whole === 0) {
        target[k++] = low + width * this.float();
        continue;
      }
      const drawn = this.#drawn;
      let at = this.#at;
      for (const last = k + whole; k < last; k++, at += 2) target[k] = low + width * floatOf(drawn[at], drawn[at + 1]);
      this.#at = at;
    }
  }

  #turn(): void {
    turnBlock(this.#words, this.#drawn, this.#old);
    this.#at = 0;
    this.#old = 0;
  }
}

function floatOf(high: number, low: number): number {
  return ((high >>> 5) * 0x400_0000 + (low >>> 6)) * 2 ** -53;
}
