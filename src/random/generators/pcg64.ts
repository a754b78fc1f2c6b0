import type { Generator } from '../generator.js';
import { highWord } from '../high-word.js';
import { rngFrom, type Rng } from '../rng.js';

const name = 'pcg64';

/** A 128-bit number as four 32-bit words, the most significant first. */
type Words = readonly [number, number, number, number];

/**
 * PCG64, the generator of numpy's `default_rng`: a linear congruential generator of 128 bits whose upper
 * half, xored with the lower, is rotated by its six highest bits (XSL-RR; O'Neill 2014, "PCG: A family of
 * simple fast space-efficient statistically good algorithms for random number generation").
 *
 *     s ← a·s + c mod 2^128,   output = rotr(hi(s) xor lo(s), s >> 122),   float = (output >> 11)·2^-53
 *
 * Seeded as numpy seeds it, by `SeedSequence(seed)`, so that `next()` is `default_rng(seed).random()` and
 * `uniform(low, high)` its `uniform(low, high)`. `normal()` and `below()` are ours: numpy's own take other
 * draws.
 * @param seed an integer in [0, 2^53)
 */
export function pcg64(seed: number): Rng {
  const [w0, w1, w2, w3, w4, w5, w6, w7] = seedWords(seed);
  // numpy reads pairs of words as 64-bit numbers, the lower first; two of them are the state, two the
  // sequence.
  const initialState: Words = [w1, w0, w3, w2];
  const sequence: Words = [w5, w4, w7, w6];
  const increment = shiftLeftAndSet(sequence);
  const started = advance(add(increment, initialState), increment);
  return stream(started, increment);
}

function stream(start: Words, increment: Words): Rng {
  let state = start;
  const next = (): number => {
    state = advance(state, increment);
    const [a, b, c, d] = state;
    const [high, low] = rotateRight((a ^ c) >>> 0, (b ^ d) >>> 0, a >>> 26);
    return (high * 0x20_0000 + (low >>> 11)) * 2 ** -53;
  };
  return rngFrom(next, {
    clone: () => stream(state, increment),
    state: () => ({ name, words: [...state, ...increment] }),
  });
}

/**
 * Continues a stream from the words of `Rng.state()`.
 * @throws Error when there are not eight words of 32 bits
 */
function pcg64FromWords(words: readonly number[]): Rng {
  const [a, b, c, d, e, f, g, h] = words;
  const isWord = (word: number) => Number.isInteger(word) && word >= 0 && word < 2 ** 32;
  if (words.length !== 8 || !words.every(isWord)) throw new Error('a state of pcg64 is eight words of 32 bits');
  return stream([a, b, c, d], [e, f, g, h]);
}

/** 0x2360ED051FC65DA44385DF649FCCF645 */
const multiplier: Words = [0x2360ed05, 0x1fc65da4, 0x4385df64, 0x9fccf645];

/** a·s + c mod 2^128 */
function advance(state: Words, increment: Words): Words {
  return add(multiply(state, multiplier), increment);
}

function add(a: Words, b: Words): Words {
  const w3 = a[3] + b[3];
  const w2 = a[2] + b[2] + carryOf(w3);
  const w1 = a[1] + b[1] + carryOf(w2);
  const w0 = a[0] + b[0] + carryOf(w1);
  return [w0 >>> 0, w1 >>> 0, w2 >>> 0, w3 >>> 0];
}

/** What does not fit into 32 bits, of a sum below 2^53. */
function carryOf(sum: number): number {
  return Math.floor(sum / 2 ** 32);
}

/** The product mod 2^128: of the sixteen products of words, the ten that reach below 2^128. */
function multiply(a: Words, b: Words): Words {
  // Columns from the least significant; each product of two words is split in halves so that sums stay below
  // 2^53.
  const columns = [0, 0, 0, 0];
  const carries = [0, 0, 0, 0];
  for (let i = 0; i < 4; i++) {
    for (let j = 0; i + j < 4; j++) {
      const [x, y] = [a[3 - i], b[3 - j]];
      const column = i + j;
      columns[column] += Math.imul(x, y) >>> 0;
      if (column < 3) carries[column + 1] += highWord(x, y);
    }
  }
  const words: number[] = [];
  let carry = 0;
  for (let column = 0; column < 4; column++) {
    const sum = columns[column] + carries[column] + carry;
    words.push(sum >>> 0);
    carry = carryOf(sum);
  }
  return [words[3], words[2], words[1], words[0]];
}

/** 2·a + 1 mod 2^128 */
function shiftLeftAndSet([a, b, c, d]: Words): Words {
  return [
    ((a << 1) | (b >>> 31)) >>> 0,
    ((b << 1) | (c >>> 31)) >>> 0,
    ((c << 1) | (d >>> 31)) >>> 0,
    ((d << 1) | 1) >>> 0,
  ];
}

/** A 64-bit number rotated to the right. @param by from 0 to 63 */
function rotateRight(high: number, low: number, by: number): readonly [high: number, low: number] {
  const [a, b] = by < 32 ? [high, low] : [low, high];
  const bits = by % 32;
  if (bits === 0) return [a, b];
  return [((a >>> bits) | (b << (32 - bits))) >>> 0, ((b >>> bits) | (a << (32 - bits))) >>> 0];
}

const poolSize = 4;

/** Mixes a constant into a word, and moves the constant on; numpy's `hashmix`. */
function hasher(start: number, factor: number): (word: number) => number {
  let constant = start;
  return (word) => {
    const mixed = word ^ constant;
    constant = Math.imul(constant, factor);
    const product = Math.imul(mixed, constant);
    return (product ^ (product >>> 16)) >>> 0;
  };
}

/**
 * numpy's `SeedSequence(seed).generate_state(8)`: eight 32-bit words (after O'Neill 2015, "Developing a
 * seed_seq alternative").
 */
function seedWords(seed: number): readonly number[] {
  // Words that the seed has not are 0 in the pool.
  const entropy: Words = [seed >>> 0, Math.floor(seed / 2 ** 32), 0, 0];
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = entropy.map(hash);
  for (let from = 0; from < poolSize; from++) {
    for (let to = 0; to < poolSize; to++) {
      if (from === to) continue;
      const mixed = Math.imul(0xca01f9dd, pool[to]) - Math.imul(0x4973f715, hash(pool[from]));
      pool[to] = ((mixed >>> 0) ^ (mixed >>> 16)) >>> 0;
    }
  }
  const draw = hasher(0x8b51f9dd, 0x58f38ded);
  return Array.from({ length: 2 * poolSize }, (_, k) => draw(pool[k % poolSize]));
}

/**
 * One and the same stream for weights and samples, in the order in which a program with numpy's
 * `default_rng(seed)` draws them.
 */
export const pcg64Generator: Generator = {
  name,
  says: "PCG64 as numpy's default_rng has it, one stream for weights and samples together",
  largestSeed: Number.MAX_SAFE_INTEGER,
  streams: (seed) => {
    const shared = pcg64(seed);
    return { initialisation: shared, samples: shared, task: shared };
  },
  restore: pcg64FromWords,
};
