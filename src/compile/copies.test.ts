import { expect, test } from 'vitest';
import { Copies } from './copies.js';
import { Trace } from './trace.js';

test('what stands for a number or a condition is one', () => {
  const trace = new Trace();
  const number = trace.input('number');
  const condition = trace.input('condition');
  const inner = new Trace();
  const copies = new Copies(inner, ({ kind }) => inner.input(kind));
  expect(copies.number(number)).toBe(inner.recorded[0]);
  expect(copies.condition(condition)).toBe(inner.recorded[1]);

  const wrong = new Copies(inner, () => inner.input('word'));
  expect(() => wrong.number(number)).toThrow(new Error('node 0 is a number, its copy is none'));
  expect(() => wrong.condition(condition)).toThrow(new Error('node 1 is a condition, its copy is none'));
});
