import { bitsOf, numberOf } from '../../wasm/bits.js';
import type { Immediate, Operation } from '../operation.js';
import { asNumber, asWord } from '../value.js';
import { wordwise } from './plain.js';

export const wordAdd = wordwise('word add', 0xce, (a, b) => a + b);
export const wordSub = wordwise('word sub', 0xd1, (a, b) => a - b);
export const wordAnd = wordwise('word and', 0x4e, (a, b) => a & b);
export const wordOr = wordwise('word or', 0x50, (a, b) => a | b);
export const wordXor = wordwise('word xor', 0x51, (a, b) => a ^ b);

function countOf(immediate: Immediate): number {
  if (typeof immediate !== 'number') throw new TypeError(`${String(immediate)} is no count`);
  return immediate;
}

/** By a count from 0 to 63. */
function shift(name: string, opcode: number, of: (a: bigint, count: bigint) => bigint): Operation<'word'> {
  return {
    name,
    takes: ['word'],
    gives: 'word',
    examples: [0, 1, 20, 52, 63],
    evaluate: ([a], immediate) => BigInt.asUintN(64, of(asWord(a), BigInt(countOf(immediate)))),
    lower({ code }, push, immediate) {
      push(0);
      code.i32(countOf(immediate)).simd(opcode);
    },
  };
}

export const shiftLeft = shift('shift left', 0xcb, (a, count) => a << count);
export const shiftRight = shift('shift right', 0xcd, (a, count) => a >> count);

/** The bits of a number: a lane knows no difference. */
export const toWord: Operation<'word'> = {
  name: 'to word',
  takes: ['number'],
  gives: 'word',
  examples: [null],
  evaluate: ([a]) => bitsOf(asNumber(a)),
  lower: (_, push) => push(0),
};

/** The number that has these bits. */
export const fromWord: Operation<'number'> = {
  name: 'from word',
  takes: ['word'],
  gives: 'number',
  examples: [null],
  evaluate: ([a]) => numberOf(asWord(a)),
  lower: (_, push) => push(0),
};
