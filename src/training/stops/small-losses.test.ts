import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { isSmallLosses, smallLosses } from './small-losses.js';

const setting = { kind: 'small-losses', loss: 0.5, count: 3 } as const;

test.each([
  ['at the third small loss in a row', [0.1, 0.2, 0.3], 3],
  ['counted anew after one that is not small', [0.1, 0.2, 0.7, 0.1, 0.1, 0.1], 6],
  ['not by one at the border', [0.1, 0.5, 0.1, 0.1], null],
  ['not by NaN', [0.1, NaN, 0.1, 0.1], null],
])('an attempt ends %s', (_, losses, wanted) => {
  const ends = smallLosses.watch(float64, setting);
  const at = losses.findIndex((loss) => ends(loss));
  expect(at < 0 ? null : at + 1).toBe(wanted);
});

test('each attempt is watched by itself', () => {
  const [first, second] = [smallLosses.watch(float64, setting), smallLosses.watch(float64, setting)];
  expect([first(0), first(0), second(0), first(0)]).toEqual([false, false, false, true]);
});

test('a setting is known by its name', () => {
  expect([setting, { kind: 'other' }].map(isSmallLosses)).toEqual([true, false]);
});
