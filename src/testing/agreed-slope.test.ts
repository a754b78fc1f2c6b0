import { expect, test } from 'vitest';
import { nau } from '../units/nau/nau.js';
import { nmruGated } from '../units/nmru-gated/nmru-gated.js';
import { nruSeparate } from '../units/nru-separate/nru-separate.js';
import type { Unit } from '../units/unit.js';
import { isAgreedSlope } from './agreed-slope.js';

const one = { sizes: { inputs: 1, hidden: 1, outputs: 1 }, byOutput: [1] };

test.each([
  ['a clamp on its bound', nau, [1], true],
  ['a clamp within', nau, [0.5], false],
  ['a clamp beyond', nau, [1.5], false],
  ['what is rounded at a half', nruSeparate, [-0.5], true],
  ['what is rounded elsewhere', nruSeparate, [-0.75], false],
])('%s', (_, unit, theta, wanted) => {
  expect(isAgreedSlope(unit, {}, { ...one, theta, x: [2] }, 0)).toBe(wanted);
});

test('what is rounded at a half is a tie of what moves it only', () => {
  const halves: Unit = {
    ...nau,
    on: (n) => ({ output: ([w], [x]) => [n.add(w, n.round(n.mul(x, n.fromNumber(0.25))))] }),
  };
  expect(isAgreedSlope(halves, {}, { ...one, theta: [1], x: [2] }, 0)).toBe(false);
});

/** θ = [W_0, W_1, g_0, g_1]: |z_0·g_0| is at 0 and moves with g_0 alone. */
test('the size of 0 is a tie of what moves it only', () => {
  const point = { ...one, theta: [1, 0.5, 0, 0.5], x: [2] };
  expect([0, 1, 2, 3].map((entry) => isAgreedSlope(nmruGated, {}, point, entry))).toEqual([false, false, true, false]);
});
