import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Generator } from '../generator.js';
import type { Words } from '../../numeric/words.js';
import type { Rng } from '../rng.js';
import type { WordGenerator } from '../word-generator.js';
import { rngFromWords } from '../words.js';
import { mixSeed } from './split-mix.js';

const name = 'xoroshiro128plus';

/**
 * The default generator: xoroshiro128+ (Blackman & Vigna 2018), as pure-rand has it, started from a state
 * mixed by SplitMix64 from the seed and the stream's number.
 *
 * Mixing matters: pure-rand's own seeding puts the seed into the state as it stands, so that the first draws
 * of neighbouring seeds are nearly equal.
 * @param seed, stream integers in [0, 2^53)
 */
export function xoroshiro128plus(seed: number, stream = 0): Rng {
  return xoroshiro128plusFromWords(mixSeed(seed, stream));
}

/** Continues a stream from the words of `Rng.state()`. @throws Error when there are not four words. */
export function xoroshiro128plusFromWords(words: readonly number[]): Rng {
  return rngFromWords(name, xoroshiro128plusFromState(words));
}

/**
 * Blackman & Vigna's definition, of whose outputs pure-rand takes the lower 32 bits:
 *
 *     out = s0 + s1,   b = s0 xor s1,   s0 ← rotl(s0, 24) xor b xor (b << 16),   s1 ← rotl(b, 37)
 *     r = ((out1 mod 2^32 >> 5)·2^26 + (out2 mod 2^32 >> 6))/2^53
 */
const xoroshiroWords: WordGenerator = {
  // By index: every run that begins is packed, and to take a list apart costs ten times as much.
  pack: (words) => [words[1], words[0], words[3], words[2]],
  unpack: (halves) => [halves[1] | 0, halves[0] | 0, halves[3] | 0, halves[2] | 0],
  next(words, n, [s0, s1]) {
    const first = output(words, s0, s1);
    const second = output(words, first.s0, first.s1);
    const high = words.toNumber(words.shiftRight(first.out, 5));
    const low = words.toNumber(words.shiftRight(second.out, 6));
    const value = n.mul(n.add(n.mul(high, n.fromNumber(0x400_0000)), low), n.fromNumber(2 ** -53));
    return { state: [second.s0, second.s1], value };
  },
};

function output<W, T>(words: Words<W, T>, s0: W, s1: W): { readonly out: W; readonly s0: W; readonly s1: W } {
  const rotated = (a: W, count: number): W => words.or(words.shiftLeft(a, count), words.shiftRight(a, 64 - count));
  const b = words.xor(s0, s1);
  return {
    out: words.and(words.add(s0, s1), words.word(0xffff_ffffn)),
    s0: words.xor(words.xor(rotated(s0, 24), b), words.shiftLeft(b, 16)),
    s1: rotated(b, 37),
  };
}

/**
 * Independent streams: giving initial weights by hand, say, leaves the samples as they were. The stream with
 * the number 2 is that of evaluation sets.
 */
export const xoroshiro128plusGenerator: Generator = {
  name,
  says: 'xoroshiro128+, a stream of its own for weights and for samples',
  largestSeed: Number.MAX_SAFE_INTEGER,
  streams: (seed) => ({
    initialisation: xoroshiro128plus(seed, 0),
    samples: xoroshiro128plus(seed, 1),
    task: xoroshiro128plus(seed, 3),
  }),
  restore: xoroshiro128plusFromWords,
  words: xoroshiroWords,
};
