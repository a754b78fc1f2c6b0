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
