import { describe, expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { isChoice, type Node } from './node.js';
import { recorderOf } from './recorder.js';
import { Trace } from './trace.js';

/** A trace of two numbers and a condition, and what records on it. */
function begun() {
  const trace = new Trace();
  const [a, b] = trace.inputs('number', 2);
  const held = trace.input('condition');
  return { trace, r: recorderOf(trace), a, b, held };
}

/** The operations that were recorded, in their order. */
const operationsOn = (trace: Trace): readonly string[] =>
  trace.recorded.flatMap((one) => (isChoice(one) || one.source.form !== 'computed' ? [] : [one.source.operation.name]));
const bitsIn = ({ source }: Node) => (source.form === 'known' ? source.bits : null);

describe('a select', () => {
  test('of the sides of its comparison is one instruction', () => {
    const { trace, r, a, b } = begun();
    const less = r.less(a, b);
    r.select(less, b, a);
    r.select(less, a, b);
    expect(operationsOn(trace)).toEqual(['less', 'greater', 'lesser']);
  });

  test('of others, or by another comparison, is one', () => {
    const { trace, r, a, b } = begun();
    const c = r.add(a, b);
    for (const condition of [r.less(a, c), r.lessOrEqual(a, b)]) {
      r.select(condition, a, b);
      r.select(condition, b, a);
    }
    r.select(r.less(c, b), a, b);
    r.select(r.less(c, a), a, b);
    expect(operationsOn(trace).filter((name) => name === 'select')).toHaveLength(6);
    expect(operationsOn(trace)).not.toContain('lesser');
    expect(operationsOn(trace)).not.toContain('greater');
  });

  test('beside 0 is a mask, and beside −0 none', () => {
    const { trace, r, a, held } = begun();
    r.select(held, a, r.number(0));
    r.select(held, r.number(0), a);
    r.select(held, a, r.number(-0));
    r.select(held, r.number(-0), a);
    expect(operationsOn(trace)).toEqual(['keep where', 'drop where', 'select', 'select']);
  });

  test('that is known, or of one value, is that value', () => {
    const { trace, r, a, b, held } = begun();
    expect(r.select(trace.condition(true), a, b)).toBe(a);
    expect(r.select(trace.condition(false), a, b)).toBe(b);
    expect(r.select(held, a, a)).toBe(a);
    expect(operationsOn(trace)).toEqual([]);
  });
});

test('what is multiplied or divided by 1 stays as it is, and nothing else', () => {
  const { trace, r, a, b } = begun();
  const one = r.number(1);
  expect([r.mul(one, a), r.mul(a, one), r.div(a, one)]).toEqual([a, a, a]);
  expect(operationsOn(trace)).toEqual([]);
  for (const other of [b, r.number(-1), r.number(2)]) {
    r.mul(a, other);
    r.mul(other, a);
    r.div(a, other);
  }
  r.div(one, a);
  expect(operationsOn(trace)).toHaveLength(10);
});

test('a number is NaN where it differs from itself', () => {
  const { trace, r, a } = begun();
  r.isNaN(a);
  expect(operationsOn(trace)).toEqual(['different']);
  const known = [NaN, 0, Infinity].map((value) => bitsIn(r.isNaN(r.number(value))));
  expect(known).toEqual([2n ** 64n - 1n, 0n, 0n]);
});

describe('a trace', () => {
  test('records nothing twice', () => {
    const { trace, r, a, b, held } = begun();
    expect(r.add(a, b)).toBe(r.add(a, b));
    expect(r.add(a, b)).not.toBe(r.add(b, a));
    expect(r.sub(a, b)).not.toBe(r.add(a, b));
    expect(r.number(0)).not.toBe(r.number(-0));
    expect(r.number(5)).toBe(r.number(5));
    expect(r.shiftLeft(r.toWord(a), 3)).not.toBe(r.shiftLeft(r.toWord(a), 4));
    expect(r.lookup([0, 1], a)).toBe(r.lookup([0, 1], a));
    for (const table of [[-0, 1], [0], [1, 0], [0, 1, 1]]) expect(r.lookup(table, a)).not.toBe(r.lookup([0, 1], a));
    // Written one after the other their bits look alike: 1 and 17, 17 and 1.
    const [one, seventeen] = [5e-324, 17 * 5e-324];
    expect(r.lookup([one, seventeen], a)).not.toBe(r.lookup([seventeen, one], a));
    expect(r.called('cos', a)).not.toBe(r.called('sin', a));
    const before = trace.recorded.length;
    const choose = () => r.rarely(held, [a, b], () => [r.neg(a), b]);
    const [first, second] = choose();
    // The negation, the choice and the value that is picked.
    expect(trace.recorded.length).toBe(before + 3);
    expect(choose()).toEqual([first, second]);
    expect(trace.recorded.length).toBe(before + 3);
    expect(second).toBe(b);
  });

  test('computes what is known', () => {
    const { r } = begun();
    expect(bitsIn(r.add(r.number(2), r.number(3)))).toBe(bitsIn(r.number(5)));
    expect(bitsIn(r.number(float64.pi))).toBe(bitsIn(r.number(Math.PI)));
    expect(bitsIn(r.less(r.number(2), r.number(3)))).toBe(2n ** 64n - 1n);
    expect(bitsIn(r.wordAdd(r.word(2n ** 64n - 1n), r.word(2n)))).toBe(1n);
  });

  test('takes one side of a choice that is known, and asks for no other', () => {
    const { trace, r, a, b } = begun();
    const never = () => {
      throw new Error('asked for');
    };
    expect(r.rarely(trace.condition(true), [a], () => [b])).toEqual([b]);
    expect(r.rarely(trace.condition(false), [a], never)).toEqual([a]);
  });

  test('has one text for equal code, and others for other code', () => {
    const textOf = (record: (parts: ReturnType<typeof begun>) => unknown) => {
      const parts = begun();
      record(parts);
      return parts.trace.text;
    };
    const plain = textOf(({ r, a, b }) => r.add(a, b));
    expect(textOf(({ r, a, b }) => r.add(a, b))).toBe(plain);
    const texts = [
      plain,
      textOf(({ r, a, b }) => r.add(b, a)),
      textOf(({ r, a, b }) => r.sub(a, b)),
      textOf(({ r, a }) => r.add(a, r.number(1))),
      textOf(({ r, a }) => r.add(a, r.number(2))),
      textOf(({ r, a, b, held }) => r.rarely(held, [a], () => [b])),
      textOf(({ r, a, b, held }) => r.rarely(held, [b], () => [a])),
      textOf(({ r, a }) => r.lookup([0], a)),
      textOf(({ r, a }) => r.lookup([-0], a)),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    expect(plain.split('\n')).toHaveLength(4);
  });
});
