import { numberOf } from '../../wasm/bits.js';
import type { NodeOfNumber as Number64, NodeOfWord as Word } from '../node.js';
import type { Recorder } from '../recorder.js';

/** Sign and exponent of a number. */
export const exponentBits = 0xfff0000000000000n;
export const signBit = 1n << 63n;
/** Sign, exponent and the first 20 bits of the significand. */
export const highBits = 0xffffffff00000000n;
export const twoTo52 = 2 ** 52;
/** What is added to a whole number of size below 2^51 stands in the last bits of the sum. */
export const wholeShift = 6755399441055744;

/** The number whose first 32 bits are these, and the others 0. */
export function fromHighWord(high: number): number {
  return numberOf(BigInt(high) << 32n);
}

/** The sign of x as a word: nothing else is set. */
export function signOf(r: Recorder, x: Number64): Word {
  return r.wordAnd(r.toWord(x), r.word(signBit));
}

/** x, its sign turned where the word has one. */
export function withSign(r: Recorder, x: Number64, sign: Word): Number64 {
  return r.fromWord(r.wordXor(r.toWord(x), sign));
}

/** 2ᵏ for a whole k from −1022 to 1023. */
export function powerOfTwo(r: Recorder, k: Number64): Number64 {
  return r.fromWord(r.shiftLeft(r.toWord(r.add(k, r.number(wholeShift + 1023))), 52));
}
