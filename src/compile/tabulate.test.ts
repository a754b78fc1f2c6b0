import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { inputs, program, textOf, traceOf } from '../../properties/random-program.js';
import type { Numeric } from '../numeric/numeric.js';
import { evaluate } from './evaluate.js';
import { hoist } from './hoist.js';
import { isChoice } from './node.js';
import { operations } from './operations.js';
import { recordStep, type StepProgram } from './step-program.js';
import type { Part } from './part.js';
import { tabulate } from './tabulate.js';
import { Trace } from './trace.js';
import { traced } from './traced.js';

/** Σ_j w_j·[x_j < 0] */
function phaseOf<T, C>(n: Numeric<T, C>, w: readonly T[], x: readonly T[]): T {
  const turns = w.map((value, j) =>
    n.select(
      n.less(x[j], n.zero),
      () => value,
      () => n.zero,
    ),
  );
  return turns.reduce((sum, value) => n.add(sum, value));
}

/** cos(Σ_j w_j·[x_j < 0]), then the same times x_0; angles w are fixed. */
function phases(count: number): Part {
  const trace = new Trace();
  const w = trace.inputs('number', count);
  const x = trace.inputs('number', count);
  const n = traced(trace);
  const angle = phaseOf(n, w, x);
  return { trace, outputs: [n.cos(angle), n.mul(n.cos(angle), x[0])] };
}

const names = ({ trace }: Part): readonly string[] =>
  trace.recorded.flatMap((one) => (isChoice(one) || one.source.form !== 'computed' ? [] : [one.source.operation.name]));

/** What is computed of each sample. */
const eachOf = (part: Part, fixed: number): readonly string[] => names(hoist(part, fixed).each);

describe('what two conditions decide', () => {
  const whole = phases(2);
  const part = tabulate(whole, 2, 4);

  test.each([
    [2, 3],
    [-2, 3],
    [2, -3],
    [-2, -3],
    [NaN, -3],
    [-0, 0],
  ])('is what it was, at %f, %f', (...x) => {
    for (const w of [
      [0.3, 1.9],
      [Math.PI, -Math.PI],
      [1e9, 0],
      [NaN, 1],
    ]) {
      expect(evaluate(part.trace, part.outputs, [...w, ...x])).toEqual(
        evaluate(whole.trace, whole.outputs, [...w, ...x]),
      );
    }
  });

  test('is picked: of each sample there are two comparisons, three picks and the product', () => {
    const each = eachOf(part, 2);
    expect(each.filter((name) => name === 'less')).toHaveLength(2);
    expect(each.filter((name) => name === 'select')).toHaveLength(3);
    expect(each.filter((name) => name === 'mul')).toHaveLength(1);
    expect(each).toHaveLength(6);
    expect(eachOf(whole, 2).length).toBeGreaterThan(50);
  });
});

test('what more cases decide than are allowed stays as it is', () => {
  const whole = phases(3);
  expect(tabulate(whole, 3, 4)).toBe(whole);
  expect(eachOf(tabulate(whole, 3, 8), 3).filter((name) => name === 'select')).toHaveLength(7);
});

test('what a number decides stays as it is, and so does what is cheaper than to pick it', () => {
  const trace = new Trace();
  const [w, x] = trace.inputs('number', 2);
  const n = traced(trace);
  const chosen = n.select(
    n.less(x, n.zero),
    () => w,
    () => n.one,
  );
  const whole = { trace, outputs: [n.cos(n.mul(w, x)), n.mul(chosen, x)] };
  expect(tabulate(whole, 1, 8)).toBe(whole);
});

test('a condition that other conditions decide counts as its own', () => {
  const trace = new Trace();
  const [w, v, x] = trace.inputs('number', 3);
  const n = traced(trace);
  const chosen = n.select(
    n.less(x, n.zero),
    () => w,
    () => v,
  );
  const curved = n.select(
    n.less(chosen, n.one),
    () => n.exp(chosen),
    () => n.tanh(chosen),
  );
  const whole = { trace, outputs: [n.mul(curved, x)] };
  const part = tabulate(whole, 2, 2);
  expect(eachOf(part, 2)).toEqual(['less', 'select', 'mul']);
  for (const inputs of [
    [0.5, 3, 1],
    [0.5, 3, -1],
    [3, 0.5, 1],
    [3, NaN, 1],
  ]) {
    expect(evaluate(part.trace, part.outputs, inputs)).toEqual(evaluate(whole.trace, whole.outputs, inputs));
  }
});

test('what only the conditions are made of does not count', () => {
  const trace = new Trace();
  const [w, v, x, y, z] = trace.inputs('number', 5);
  const n = traced(trace);
  const [d, e] = [n.less(x, n.zero), n.less(y, n.zero)];
  const behind = n.select(
    n.and(d, e),
    () => w,
    () => v,
  );
  const c = n.less(n.add(behind, z), n.zero);
  const inner = n.select(
    e,
    () => w,
    () => v,
  );
  const value = n.select(
    c,
    () => inner,
    () => n.one,
  );
  const whole = { trace, outputs: [value] };
  expect(tabulate(whole, 2, 8)).toBe(whole);
});

test('a condition that is read stays as it is, however many operations it takes', () => {
  const trace = new Trace();
  const x = trace.input('number');
  const n = traced(trace);
  const isNegative = n.less(x, n.zero);
  const neither = n.and(n.not(isNegative), n.not(n.or(isNegative, n.less(x, n.zero))));
  const whole = { trace, outputs: [neither] };
  expect(names(whole).length).toBeGreaterThanOrEqual(3);
  expect(tabulate(whole, 0, 2)).toBe(whole);
});

property([program, fc.nat({ max: inputs.length }), fc.constantFrom(1, 2, 4, 8)])(
  'a random program gives the same bits when it is tabulated, and when it is hoisted after that',
  ({ steps, rows }, fixed, most) => {
    const whole = traceOf(steps, operations.entries);
    const part = tabulate(whole, fixed, most);
    const { once, each } = hoist(part, fixed);
    for (const row of rows) {
      const wanted = evaluate(whole.trace, whole.outputs, row).map(textOf);
      expect(evaluate(part.trace, part.outputs, row).map(textOf)).toEqual(wanted);
      const given = evaluate(once.trace, once.outputs, row);
      expect(evaluate(each.trace, each.outputs, [...row, ...given]).map(textOf)).toEqual(wanted);
    }
  },
);

test('what takes as many operations as it has cases is tabulated', () => {
  const trace = new Trace();
  const [w, v, x] = trace.inputs('number', 3);
  const n = traced(trace);
  const chosen = n.select(
    n.less(x, n.zero),
    () => v,
    () => n.zero,
  );
  const part = tabulate({ trace, outputs: [n.add(n.mul(w, chosen), x)] }, 2, 2);
  expect(eachOf(part, 2)).toEqual(['less', 'select', 'add']);
});

test('what was recorded is counted before it is tabulated, of samples and of the step', () => {
  const program: StepProgram = {
    ...{ size: 1, inputs: 1, batch: 16 },
    look: (n, w, x) => [n.cos(phaseOf(n, w, x))],
    move: (n, [w], [sum]) => ({ state: [n.sub(w, sum)], halts: [] }),
  };
  const trace = new Trace();
  const [w, x] = trace.inputs('number', 2);
  traced(trace).cos(phaseOf(traced(trace), [w], [x]));
  const { move, length } = recordStep(program);
  expect(length).toBe(trace.recorded.length + move.trace.recorded.length);
});

test.each([
  [15, 1, 'stays'],
  [16, 1, 'is tabulated'],
  [31, 2, 'stays'],
  [32, 2, 'is tabulated'],
  [1000, 3, 'is tabulated'],
  [1000, 4, 'stays'],
])('of %d samples a step what %d conditions decide %s', (batch, conditions, what) => {
  const { look } = recordStep({
    size: conditions,
    inputs: conditions,
    batch,
    look: (n, w, x) => [n.cos(phaseOf(n, w, x))],
    move: (_, state) => ({ state, halts: [] }),
  });
  const selects = look === null ? [] : names(look.each).filter((name) => name !== 'less');
  if (what === 'stays') expect(selects.length).toBeGreaterThan(50);
  else expect(selects).toEqual(Array.from({ length: (1 << conditions) - 1 }, () => 'select'));
});
