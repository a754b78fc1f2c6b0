import { Code } from '../wasm/code.js';
import { moduleOf, run } from '../wasm/instance.js';
import { encode } from '../wasm/module.js';

/** Words of a block. */
export const blockSize = 624;
/** How far x_{k+624} looks ahead. */
const ahead = 397;

const opcodes = {
  ...{ load: 0x00, store: 0x0b, and: 0x4e, or: 0x50, xor: 0x51, negate: 0xa1, shiftLeft: 0xab, shiftRight: 0xad },
  ...{ add: 0x6a, notBelow: 0x4f },
};
const wordBytes = 4;
const vectorBytes = 16;
/** Where the block stands, the words that follow it, and the words that are drawn. */
const layout = { words: 0, behind: wordBytes * blockSize, drawn: 4096 };

/** A word, for all lanes of a vector. */
function constant(code: Code, word: bigint): number {
  const local = code.local('v128');
  code.v128((word << 32n) | word).set(local);
  return local;
}

/**
 * Adds what is done to each four words of a block from an address on.
 * @param from a local, which ends where the last words do
 */
function writeEach(code: Code, from: number, end: number, emit: () => void): void {
  code.block().loop();
  code.get(from).i32(end).plain(opcodes.notBelow).branchIf(1);
  emit();
  code.get(from).i32(vectorBytes).plain(opcodes.add).set(from);
  code.branch(0).end().end();
}

/**
 * The next block in place of one, from an address on:
 *
 *     u = the upper bit of x_k and the lower bits of x_{k+1}
 *     x_{k+624} = x_{k+397} xor (u >>> 1) xor (u odd ? 9908B0DF : 0)
 *
 * Four words at a time: they need words up to x_{k+400}, the first of which, of the next block, stand behind
 * this one too.
 */
function writeTwist(code: Code, from: number): void {
  const [upper, lower, odd, polynomial] = [0x8000_0000n, 0x7fff_ffffn, 1n, 0x9908_b0dfn].map((word) =>
    constant(code, word),
  );
  const next = code.local('v128');
  const load = (word: number) => code.get(from).simdMemory(opcodes.load, wordBytes * word);
  const copyBehind = () =>
    code.i32(layout.behind).i32(layout.words).simdMemory(opcodes.load, 0).simdMemory(opcodes.store, 0);
  const twist = (far: () => void) => {
    load(1).set(next);
    code.get(from);
    load(0).get(upper).simd(opcodes.and).get(next).get(lower).simd(opcodes.and).simd(opcodes.or);
    code.i32(1).simd(opcodes.shiftRight);
    code.get(next).get(odd).simd(opcodes.and).simd(opcodes.negate).get(polynomial).simd(opcodes.and);
    code.simd(opcodes.xor);
    far();
    code.simd(opcodes.xor).simdMemory(opcodes.store, 0);
  };
  writeEach(code, from, wordBytes * (blockSize - ahead), () => {
    copyBehind();
    twist(() => load(ahead));
  });
  copyBehind();
  const back = wordBytes * (blockSize - ahead);
  writeEach(code, from, layout.behind, () =>
    twist(() => code.get(from).i32(-back).plain(opcodes.add).simdMemory(opcodes.load, 0)),
  );
}

/**
 * The words that are drawn of a block:
 *
 *     y = x xor x >>> 11,   y ← y xor (y << 7 & 9D2C5680),   y ← y xor (y << 15 & EFC60000)
 *     out = y xor y >>> 18
 */
function writeTemper(code: Code): void {
  const masks = { 7: constant(code, 0x9d2c_5680n), 15: constant(code, 0xefc6_0000n) };
  const [at, y] = [code.local('i32'), code.local('v128')];
  const right = (count: number) => code.get(y).get(y).i32(count).simd(opcodes.shiftRight).simd(opcodes.xor);
  const left = (count: 7 | 15) =>
    code.get(y).get(y).i32(count).simd(opcodes.shiftLeft).get(masks[count]).simd(opcodes.and).simd(opcodes.xor);
  writeEach(code, at, layout.behind, () => {
    code.get(at).simdMemory(opcodes.load, layout.words).set(y);
    right(11).set(y);
    left(7).set(y);
    left(15).set(y);
    code.get(at);
    right(18).simdMemory(opcodes.store, layout.drawn);
  });
}

/** A kernel that turns blocks: words and what is drawn of them stand in its memory. */
export function blockKernel() {
  const code = new Code(['i32']);
  writeTwist(code, 0);
  writeTemper(code);
  const bytes = encode({ imports: [], functions: { turn: code }, pages: 1, data: new Uint8Array(0) });
  const running = run(moduleOf(bytes));
  return {
    turn: running.exported('turn'),
    words: new Int32Array(running.memory, layout.words, blockSize),
    drawn: new Int32Array(running.memory, layout.drawn, blockSize),
  };
}

let begun: ReturnType<typeof blockKernel> | null = null;

/**
 * Replaces the words of a block from one on by those of the next block, those before being so already, and
 * tells what is drawn of it. The kernel is compiled when it is first needed.
 * @param from 0 for a whole block, 624 for none: what is drawn of the block as it stands
 */
export function turnBlock(words: Int32Array, drawn: Int32Array, from: number): void {
  begun ??= blockKernel();
  begun.words.set(words);
  begun.turn(wordBytes * from);
  words.set(begun.words);
  drawn.set(begun.drawn);
}
