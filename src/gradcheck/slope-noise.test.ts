import { expect, test } from 'vitest';
import { settle } from './inquiry.js';
import { known, unasked } from './known-values.js';
import { withSlopeNoise } from './slope-noise.js';
import type { Limit } from './taylor-limit.js';

/** A ladder of the line 2·t, of which a gradient claims a slope that is off by `gap`, and shakes by `shaken`. */
function widened(gap: number, shaken: number, error: number): Limit | null {
  const rungs = Array.from({ length: 30 }, (_, k) => ({ h: 2 ** -k, above: 2 ** (1 - k), below: -(2 ** (1 - k)) }));
  // Of either sign from step to step, as noise is: a contrast sees all of it.
  const noise = (t: number) => (t !== 0 && Math.round(Math.log2(Math.abs(t))) % 2 === 0 ? shaken : -shaken);
  const claim = { value: 2 + gap, error: 0, at: known((t) => 2 + gap + noise(t)) };
  return settle(withSlopeNoise({ origin: 0, rungs }, claim, { value: 2, error, rung: 5 }), unasked);
}

test('a slope that shakes by more than a thousandth is excused by nothing', () => {
  const excused = widened(1e-4, 1e-4, 1e-12);
  expect(excused?.error).toBeGreaterThan(1e-4);
  expect(excused?.error).toBeLessThan(2e-3);
  expect(widened(1e-4, 1, 1e-12)).toBeNull();
  expect(widened(1e-4, 1e-9, 1e-12)).toBeNull();
  expect(widened(3e-3, 1e-2, 1e-12)).toBeNull();
});
