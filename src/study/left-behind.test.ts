import { afterEach, expect, test } from 'vitest';
import { leaveBehind, watchLeftovers, type Leftover } from './left-behind.js';

afterEach(() => watchLeftovers(() => undefined));

test('whoever watches is told what is there, by a number of its own, and when it is gone', () => {
  const told: (readonly [number, Leftover | null])[] = [];
  watchLeftovers((number, leftover) => told.push([number, leftover]));
  const first: Leftover = { is: 'file', path: 'a' };
  const second: Leftover = { is: 'program', pid: 7 };
  const forget = leaveBehind(first);
  leaveBehind(second);
  forget();
  const [[one], [other]] = told;
  expect(other).toBe(one + 1);
  expect(told).toEqual([
    [one, first],
    [other, second],
    [one, null],
  ]);
});

test('nobody need watch', () => {
  expect(() => leaveBehind({ is: 'folder', path: 'a' })()).not.toThrow();
});
