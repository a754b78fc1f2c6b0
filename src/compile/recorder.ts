import { bitsOf } from '../wasm/bits.js';
import type { NodeOfCondition as Condition, NodeOfNumber as Number64, NodeOfWord as Word } from './node.js';
import * as arithmetic from './operations/arithmetic.js';
import { called } from './operations/called.js';
import * as conditions from './operations/conditions.js';
import { lookup } from './operations/lookup.js';
import * as words from './operations/words.js';
import { conditionOf, type Trace } from './trace.js';

const oneBits = bitsOf(1);

/** The operations of a trace, by name. Nothing is computed: each gives the node that it has recorded. */
export type Recorder = ReturnType<typeof recorderOf>;

/** What records on a trace. */
export function recorderOf(trace: Trace) {
  return {
    ...ofNumbers(trace),
    ...ofConditions(trace),
    ...ofWords(trace),
    called: (name: string, a: Number64): Number64 => trace.apply(called, [a], name),
    lookup: (table: readonly number[], at: Number64): Number64 => trace.apply(lookup, [at], table),
    rarely: trace.rarely.bind(trace),
  };
}

function ofNumbers(trace: Trace) {
  const unary = (operation: typeof arithmetic.neg) => (a: Number64) => trace.apply(operation, [a]);
  const binary = (operation: typeof arithmetic.add) => (a: Number64, b: Number64) => trace.apply(operation, [a, b]);
  return {
    number: (value: number): Number64 => trace.number(value),
    add: binary(arithmetic.add),
    sub: binary(arithmetic.sub),
    mul: (a: Number64, b: Number64) => (isOne(a) ? b : isOne(b) ? a : trace.apply(arithmetic.mul, [a, b])),
    div: (a: Number64, b: Number64) => (isOne(b) ? a : trace.apply(arithmetic.div, [a, b])),
    neg: unary(arithmetic.neg),
    abs: unary(arithmetic.abs),
    sqrt: unary(arithmetic.sqrt),
    floor: unary(arithmetic.floor),
    ceil: unary(arithmetic.ceil),
    trunc: unary(arithmetic.trunc),
    nearest: unary(arithmetic.nearest),
    lesser: binary(arithmetic.lesser),
    greater: binary(arithmetic.greater),
  };
}

function ofConditions(trace: Trace) {
  const compare = (operation: typeof conditions.less) => (a: Number64, b: Number64) => trace.apply(operation, [a, b]);
  return {
    less: compare(conditions.less),
    lessOrEqual: compare(conditions.lessOrEqual),
    equal: compare(conditions.equal),
    isNaN: (a: Number64): Condition => trace.apply(conditions.different, [a, a]),
    and: (a: Condition, b: Condition): Condition => trace.apply(conditions.and, [a, b]),
    or: (a: Condition, b: Condition): Condition => trace.apply(conditions.or, [a, b]),
    not: (a: Condition): Condition => trace.apply(conditions.not, [a]),
    select: (condition: Condition, a: Number64, b: Number64): Number64 => select(trace, condition, a, b),
  };
}

function ofWords(trace: Trace) {
  const wordwise = (operation: typeof words.wordAdd) => (a: Word, b: Word) => trace.apply(operation, [a, b]);
  const shift = (operation: typeof words.shiftLeft) => (a: Word, count: number) => trace.apply(operation, [a], count);
  return {
    word: (bits: bigint): Word => trace.word(bits),
    toWord: (a: Number64): Word => trace.apply(words.toWord, [a]),
    fromWord: (a: Word): Number64 => trace.apply(words.fromWord, [a]),
    wordAdd: wordwise(words.wordAdd),
    wordSub: wordwise(words.wordSub),
    wordAnd: wordwise(words.wordAnd),
    wordOr: wordwise(words.wordOr),
    wordXor: wordwise(words.wordXor),
    shiftLeft: shift(words.shiftLeft),
    shiftRight: shift(words.shiftRight),
  };
}

/**
 * a where the condition holds, else b; by one instruction less where there is one that does it:
 *
 *     p < q ? q : p = greater(p, q),   p < q ? p : q = lesser(q, p),   and 0 on either side is a mask
 */
function select(trace: Trace, condition: Condition, a: Number64, b: Number64): Number64 {
  const constant = conditionOf(condition);
  if (constant !== null) return constant ? a : b;
  if (a === b) return a;
  const { source } = condition;
  if (source.form === 'computed' && source.operation === conditions.less) {
    const [p, q] = source.args;
    if (a === q && b === p) return trace.apply(arithmetic.greater, [b, a]);
    if (a === p && b === q) return trace.apply(arithmetic.lesser, [b, a]);
  }
  if (isZero(b)) return trace.apply(conditions.keepWhere, [condition, a]);
  if (isZero(a)) return trace.apply(conditions.dropWhere, [condition, b]);
  return trace.apply(conditions.select, [condition, a, b]);
}

/** Whether it is 1: what is multiplied by it stays as it is. */
function isOne({ source }: Number64): boolean {
  return source.form === 'known' && source.bits === oneBits;
}

/** Whether it is +0. */
function isZero({ source }: Number64): boolean {
  return source.form === 'known' && source.bits === 0n;
}
