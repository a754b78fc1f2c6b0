import type { Words } from '../numeric/words.js';

/** Words as whole numbers below 2^64: slow, and plain. */
export const wholeWords: Words<bigint, number> = {
  word: (bits) => bits,
  add: (a, b) => BigInt.asUintN(64, a + b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shiftLeft: (a, count) => BigInt.asUintN(64, a << BigInt(count)),
  shiftRight: (a, count) => a >> BigInt(count),
  toNumber: Number,
};
