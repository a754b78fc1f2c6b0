import type { Words } from '../numeric/words.js';
import { twoTo52 } from './elementary/parts.js';
import type { NodeOfNumber, NodeOfWord } from './node.js';
import { recorderOf } from './recorder.js';
import type { Trace } from './trace.js';

/** Words, recorded. */
export function tracedWords(trace: Trace): Words<NodeOfWord, NodeOfNumber> {
  const r = recorderOf(trace);
  return {
    word: r.word,
    add: r.wordAdd,
    and: r.wordAnd,
    or: r.wordOr,
    xor: r.wordXor,
    shiftLeft: r.shiftLeft,
    shiftRight: r.shiftRight,
    // 2^52 has this exponent, and its last bits count ones.
    toNumber: (a) => r.sub(r.fromWord(r.wordOr(a, r.word(0x433n << 52n))), r.number(twoTo52)),
  };
}
