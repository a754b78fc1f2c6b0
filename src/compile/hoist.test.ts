import { expect, test } from 'vitest';
import { evaluate } from './evaluate.js';
import { hoist } from './hoist.js';
import { isChoice } from './node.js';
import { Trace } from './trace.js';
import { traced } from './traced.js';

/** tanh w, and what of it and x is rare where x is negative. */
function recorded() {
  const trace = new Trace();
  const [w, x] = trace.inputs('number', 2);
  const n = traced(trace);
  const curved = n.tanh(w);
  const outputs = [
    ...n.selectAll(
      n.less(x, n.zero),
      () => [n.mul(n.exp(w), x)],
      () => [n.add(curved, x)],
    ),
    n.neg(w),
    n.one,
  ];
  return { trace, outputs };
}

const operationsIn = (trace: Trace): readonly string[] =>
  trace.recorded.flatMap((one) => (isChoice(one) || one.source.form !== 'computed' ? [] : [one.source.operation.name]));

test.each([
  [0.3, 2],
  [0.3, -2],
  [-1, NaN],
])('a hoisted part gives what the whole one gives at w = %f, x = %f', (w, x) => {
  const whole = recorded();
  const { once, each } = hoist(whole, 1);
  const fixed = evaluate(once.trace, once.outputs, [w, x]);
  expect(evaluate(each.trace, each.outputs, [w, x, ...fixed])).toEqual(evaluate(whole.trace, whole.outputs, [w, x]));
});

test('what depends on the fixed inputs alone is not in the loop, and nothing fixed depends on others', () => {
  const { once, each } = hoist(recorded(), 1);
  expect(operationsIn(each.trace)).toEqual(['less', 'add', 'mul']);
  // x is not read: with another one the fixed values are the same.
  expect(evaluate(once.trace, once.outputs, [0.3, 1])).toEqual(evaluate(once.trace, once.outputs, [0.3, NaN]));
  expect(once.outputs).toHaveLength(3);
});

test('where nothing is fixed the part stays whole', () => {
  const whole = recorded();
  const { once, each } = hoist(whole, 0);
  expect(once.outputs).toEqual([]);
  expect(operationsIn(each.trace)).toEqual(operationsIn(whole.trace));
});
