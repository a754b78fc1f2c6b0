import { expect, test } from 'vitest';
import { settle } from './inquiry.js';
import { known } from './known-values.js';
import { axisLine, climb } from './taylor-ladder.js';
import { examineStairs } from './taylor-staircase.js';

const sampling = { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 };

/** What is found of a loss at a point, with a claimed slope and its error, on some of the ladder's rungs. */
function stairsOf(
  loss: (x: number) => number,
  x: number,
  claim: { readonly value: number; readonly error: number } = { value: 1, error: 0 },
  some: readonly [from: number, to: number] = [0, Infinity],
) {
  const line = axisLine([x], 0, sampling);
  const answer = ({ params: [at] }: { readonly params: readonly number[] }) => loss(at);
  const { origin, rungs } = settle(climb(line, loss(x), claim.value), answer);
  const ladder = { origin, rungs: rungs.slice(...some) };
  return settle(examineStairs(line, ladder, { ...claim, at: known(() => claim.value) }), answer);
}

test('a claimed slope is as far from 0 as its own error says, and no farther', () => {
  const stairs = (value: number, error: number) => stairsOf((x) => Math.floor(8 * x), 0.3, { value, error });
  expect(stairs(0, 0)).toMatchObject({ kind: 'correct', value: 0 });
  expect(stairs(1e-7, 1e-7)).toMatchObject({ kind: 'correct', value: 0 });
  expect(stairs(3e-7, 1e-7)).toMatchObject({ kind: 'staircase' });
});

/** What is found of steps of height 2 to the left of 0 and 5 to the right of it. */
function twoSteps(left: number, right: number, some?: readonly [from: number, to: number]) {
  return stairsOf((x) => (x > right ? 5 : x < -left ? -2 : 0), 0, undefined, some);
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
  const found = (at: number) => stairsOf((x) => Math.floor(4096 * x) % 2, at);
  expect(found(1.0001)).toMatchObject({ kind: 'staircase', height: 1 });
  expect(found(1000.0001)).toBeNull();
});
