import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { highLoss } from './high-loss.js';

const setting = { kind: 'high-loss', after: 5, loss: 0.5, atMost: 3 } as const;

test.each([
  ['after step N at a high loss', 1, 5, 0.7, true],
  ['at the border itself', 1, 5, 0.5, true],
  ['at NaN', 1, 6, NaN, true],
  ['in the last attempt but one', 3, 5, 1, true],
  ['not in the last', 4, 5, 1, false],
  ['not before step N', 1, 4, 1, false],
  ['not at a small loss', 1, 5, 0.4, false],
])('an attempt is given up %s', (_, attempt, step, loss, wanted) => {
  expect(highLoss.on(float64, setting)(attempt, step, loss)).toBe(wanted);
});
