import { expect, test } from 'vitest';
import { settle } from './inquiry.js';
import { known } from './known-values.js';
import { readLine } from './line-reading.js';
import { axisLine, climb, finitePart } from './taylor-ladder.js';
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
