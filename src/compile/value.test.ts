import { describe, expect, test } from 'vitest';
import { evaluate, neededFor } from './evaluate.js';
import { operations } from './operations.js';
import { recorderOf } from './recorder.js';
import { Trace } from './trace.js';
import { asCondition, asNumber, asWord, laneBits, valueOf } from './value.js';

test.each([
  [asNumber, 1, [true, 2n], 'number'],
  [asCondition, false, [1, 2n], 'condition'],
  [asWord, 2n, [1, true], 'word'],
] as const)('%o gives its own kind, and refuses others', (as, own, others, name) => {
  expect(as(own)).toBe(own);
  for (const other of others) expect(() => as(other)).toThrow(new TypeError(`${other} is no ${name}`));
});

test('a value and its bits in a lane are two sides of one', () => {
  for (const [kind, value, bits] of [
    ['number', 1, 0x3ff0_0000_0000_0000n],
    ['number', -0, 2n ** 63n],
    ['condition', true, 2n ** 64n - 1n],
    ['condition', false, 0n],
    ['word', 7n, 7n],
    ['word', 0n, 0n],
  ] as const) {
    expect([laneBits(value), valueOf(kind, bits)]).toEqual([bits, value]);
  }
});

describe('an operation that is told what it cannot use says so', () => {
  test.each([
    ['shift left', [1n], 'x', 'x is no count'],
    ['shift right', [1n], null, 'null is no count'],
    ['called', [1], 3, "3 is no function's name"],
    ['called', [1], null, "null is no function's name"],
    ['lookup', [1], null, 'there is no table'],
    ['lookup', [1], 3, 'there is no table'],
  ] as const)('%s', (name, args, immediate, message) => {
    expect(() => operations.get(name).evaluate(args, immediate)).toThrow(new TypeError(message));
  });
});

test('a table is looked up by the whole part of a number, within its ends', () => {
  const lookup = (at: number) => operations.get('lookup').evaluate([at], [10, 20, 30]);
  expect([0, 0.9, 1, 2, 3, 1e300, Infinity].map(lookup)).toEqual([10, 10, 20, 30, 30, 30, 30]);
  expect([-0.5, -1, -Infinity, NaN, -0].map(lookup)).toEqual([10, 10, 10, 10, 10]);
});

test('what another trace has recorded has no value here', () => {
  const [one, other] = [new Trace(), new Trace()];
  const output = other.inputs('number', 3)[2];
  one.input('number');
  expect(() => evaluate(one, [output], [1])).toThrow(new Error(`node ${output.id} has no value`));
});

test('what an output is made of is needed, and nothing else', () => {
  const trace = new Trace();
  const r = recorderOf(trace);
  const [a, b, c] = trace.inputs('number', 3);
  const [sum, unused] = [r.add(a, b), r.mul(b, c)];
  const output = r.neg(sum);
  const needed = neededFor(trace, [output]);
  for (const node of [a, b, sum, output]) expect(needed.has(node.id)).toBe(true);
  for (const node of [c, unused]) expect(needed.has(node.id)).toBe(false);
  // An operation that nobody needs is not asked for its meaning: here its argument is none.
  expect(evaluate(trace, [output], [1, 2, true])).toEqual([-3]);
});
