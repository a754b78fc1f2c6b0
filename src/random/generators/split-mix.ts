import { highWord } from '../high-word.js';

/** A 64-bit word as its halves, each a 32-bit integer: bigints take a hundred times as long. */
interface Word {
  readonly high: number;
  readonly low: number;
}

const golden: Word = { high: 0x9e3779b9, low: 0x7f4a7c15 };
const firstFactor: Word = { high: 0xbf58476d, low: 0x1ce4e5b9 };
const secondFactor: Word = { high: 0x94d049bb, low: 0x133111eb };

/**
 * SplitMix64's output function (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators"):
 * a bijection of 64-bit integers in which every input bit changes every output bit with probability near ½.
 *
 *     z ← (z xor z >> 30)·0xbf58476d1ce4e5b9,   z ← (z xor z >> 27)·0x94d049bb133111eb,   z xor z >> 31
 */
function finalize(word: Word): Word {
  const once = times(mixed(word, 30), firstFactor);
  const twice = times(mixed(once, 27), secondFactor);
  return mixed(twice, 31);
}

/** z xor z >> count, for 0 < count < 32. */
function mixed({ high, low }: Word, count: number): Word {
  return { high: high ^ (high >>> count), low: low ^ ((low >>> count) | (high << (32 - count))) };
}

/** a + b modulo 2^64. */
function plus(a: Word, b: Word): Word {
  const low = (a.low + b.low) | 0;
  const carry = low >>> 0 < a.low >>> 0 ? 1 : 0;
  return { high: (a.high + b.high + carry) | 0, low };
}

/** a·b modulo 2^64. */
function times(a: Word, b: Word): Word {
  const crossed = Math.imul(a.high, b.low) + Math.imul(a.low, b.high);
  return { high: (highWord(a.low, b.low) + crossed) | 0, low: Math.imul(a.low, b.low) };
}

/** @param value an integer in [0, 2^53) */
function wordOf(value: number): Word {
  return { high: Math.floor(value / 2 ** 32) | 0, low: value | 0 };
}

/**
 * Four 32-bit words mixed from a seed and a stream number, so that neighbouring seeds, and the streams of one
 * seed, start from unrelated states. Both arguments are finalised before they are combined: (seed, stream)
 * and (seed + 1, stream − 1) share nothing. The words are never all zero.
 * @param seed, stream integers in [0, 2^53)
 */
export function mixSeed(seed: number, stream: number): [number, number, number, number] {
  const mixedSeed = finalize(plus(wordOf(seed), golden));
  const first = plus(finalize(plus(mixedSeed, times(wordOf(stream), golden))), golden);
  const [one, other] = [finalize(first), finalize(plus(first, golden))];
  return [one.high, one.low, other.high, other.low];
}
