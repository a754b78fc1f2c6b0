import { expect, test } from 'vitest';
import { settle } from './inquiry.js';
import { known } from './known-values.js';
import { readLine } from './line-reading.js';
import { axisLine, climb, directionLine, finitePart } from './taylor-ladder.js';
import { windowLength } from './taylor-noise.js';

const sampling = { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 };
/** A point whose steps end at 2^-48 of it. */
const x = 1;

/** A line of slope 3 that has values up to a step, and none beyond on one side. */
function lineUpTo(reach: number) {
  const loss = ([at]: readonly number[]) => (at - x > reach ? NaN : 3 * (at - x));
  const line = axisLine([x], 0, sampling);
  const answer = ({ params }: { readonly params: readonly number[] }) => loss(params);
  const rungs = finitePart(settle(climb(line, 0, 3), answer)).rungs.length;
  const found = settle(readLine(line, 0, { value: 3, error: 0, at: known(() => 3) }), answer);
  return { rungs, found };
}

/** So many rungs that lie within the values. */
function lineOf(rungs: number) {
  for (let reach = 1; reach > 0; reach /= 2) {
    const line = lineUpTo(reach);
    if (line.rungs === rungs) return line.found;
  }
  throw new Error(`no line has ${rungs} rungs`);
}

test('two windows of values around a point are read, and of fewer it is said on which side there are none', () => {
  expect(lineOf(2 * windowLength)).toMatchObject({ kind: 'reading', derivative: { value: 3 } });
  for (let rungs = 0; rungs < 2 * windowLength; rungs++) {
    expect(lineOf(rungs)).toEqual({ kind: 'not-finite', side: 'above' });
  }
});

/** L = sin a + a·b, read along the first axis, or along a line that both entries share. */
test.each([
  ['an axis', axisLine([0.4, 2], 0, { ...sampling, single: [false, false] }), Math.cos(0.4) + 2],
  [
    'a line that entries share',
    directionLine([0.4, 2], [0.3, 0.1], [Math.cos(0.4) + 2, 0.4], { ...sampling, single: [false, false] }),
    0.3 * (Math.cos(0.4) + 2) + 0.1 * 0.4,
  ],
])('slopes along %s are numbers, longest step first', (_, line, slope) => {
  const loss = ([a, b]: readonly number[]) => Math.sin(a) + a * b;
  const claim = { value: slope, error: 0, at: known(() => slope) };
  const found = settle(readLine(line, loss([0.4, 2]), claim), ({ params }) => loss(params));
  const slopes = found.kind === 'reading' ? found.slopes : [];
  expect(slopes.length).toBeGreaterThan(5);
  const rungs = slopes.map(({ rung }) => rung);
  expect(rungs).toEqual(rungs.toSorted((a, b) => a - b));
  for (const { value, error } of slopes) expect([typeof value, typeof error]).toEqual(['number', 'number']);
  expect(found.kind === 'reading' ? found.derivative.value : NaN).toBeCloseTo(slope, 9);
});
