import { expect, test } from 'vitest';
import { settle } from './inquiry.js';
import { known } from './known-values.js';
import { axisLine, climb } from './taylor-ladder.js';
import { examineStairs } from './taylor-staircase.js';

const sampling = { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 };

/** What is found of ⌊8x⌋ at a point, where the claimed slope has an error. */
function stairs(x: number, claimed: number, error: number) {
  const loss = ([at]: readonly number[]) => Math.floor(8 * at);
  const line = axisLine([x], 0, sampling);
  const answer = ({ params }: { readonly params: readonly number[] }) => loss(params);
  const ladder = settle(climb(line, loss([x]), claimed), answer);
  return settle(examineStairs(line, ladder, { value: claimed, error, at: known(() => claimed) }), answer);
}

test('a claimed slope is as far from 0 as its own error says, and no farther', () => {
  expect(stairs(0.3, 0, 0)).toMatchObject({ kind: 'correct', value: 0 });
  expect(stairs(0.3, 1e-7, 1e-7)).toMatchObject({ kind: 'correct', value: 0 });
  expect(stairs(0.3, 3e-7, 1e-7)).toMatchObject({ kind: 'staircase' });
});

/** What is found of steps of height 2 to the left of 0 and 5 to the right of it, on some of the rungs. */
function twoSteps(left: number, right: number, rungs: readonly [number, number] = [0, Infinity]) {
  const loss = ([at]: readonly number[]) => (at > right ? 5 : at < -left ? -2 : 0);
  const line = axisLine([0], 0, sampling);
  const answer = ({ params }: { readonly params: readonly number[] }) => loss(params);
  const { origin, rungs: all } = settle(climb(line, 0, 1), answer);
  const ladder = { origin, rungs: all.slice(...rungs) };
  return settle(examineStairs(line, ladder, { value: 1, error: 0, at: known(() => 1) }), answer);
}

test('of two steps the nearer one’s height is told', () => {
  for (const [left, right, height] of [
    [0.3, 0.1, 5],
    [0.1, 0.3, 2],
  ] as const) {
    const found = twoSteps(left, right);
    expect(found).toMatchObject({ kind: 'staircase', height });
    expect(found?.kind === 'staircase' ? found.width : NaN).toBeCloseTo(0.4, 6);
  }
});

test('the flat part holds four rungs of the ladder, and fewer are none', () => {
  // The first rung below 0.1 is the sixth.
  expect(twoSteps(0.3, 0.1, [0, 9])).toMatchObject({ kind: 'staircase' });
  expect(twoSteps(0.3, 0.1, [0, 8])).toBeNull();
});

test('stairs as narrow as float32 has them at a large parameter are rounding', () => {
  const found = (x: number) => {
    const loss = ([at]: readonly number[]) => Math.floor(4096 * at) % 2;
    const line = axisLine([x], 0, sampling);
    const answer = ({ params }: { readonly params: readonly number[] }) => loss(params);
    const ladder = settle(climb(line, loss([x]), 1), answer);
    return settle(examineStairs(line, ladder, { value: 1, error: 0, at: known(() => 1) }), answer);
  };
  expect(found(1.0001)).toMatchObject({ kind: 'staircase', height: 1 });
  expect(found(1000.0001)).toBeNull();
});
