import { describe, expect, it } from 'vitest';
import { extrapolations, limitAtZero } from './taylor-limit.js';

const steps = Array.from({ length: 20 }, (_, k) => 2 ** -k);
const sequence = (y: (h: number) => number, noise = 0) => steps.map((h) => ({ h, value: y(h), noise }));

describe('extrapolations', () => {
  it('are exact for a sequence of the three powers, from the fourth rung on', () => {
    const limits = extrapolations(
      sequence((h) => 5 + h ** 2 - 3 * h ** 4 + h ** 6),
      [2, 4, 6],
    );
    expect(limits.filter(({ rung }) => rung >= 4).every(({ value }) => Math.abs(value - 5) < 1e-13)).toBe(true);
  });

  it('claim intervals that hold the limit, noise included', () => {
    const noisy = sequence((h) => Math.sin(h) / h + 1e-9 * Math.cos(1e7 * h), 1e-9);
    for (const { value, error } of extrapolations(noisy, [2, 4, 6]))
      expect(Math.abs(value - 1)).toBeLessThanOrEqual(error);
  });
});

describe('limitAtZero', () => {
  it('takes the sharpest of intervals that agree', () => {
    const limits = [
      { value: 1, error: 0.5, rung: 1 },
      { value: 1.1, error: 0.01, rung: 2 },
      { value: 1.3, error: 0.4, rung: 3 },
    ];
    expect(limitAtZero(limits)).toBe(limits[1]);
  });

  it('believes a shorter step that contradicts longer ones', () => {
    const limits = [
      { value: 1, error: 1e-9, rung: 1 },
      { value: 2, error: 0.1, rung: 2 },
    ];
    expect(limitAtZero(limits)).toBe(limits[1]);
    expect(limitAtZero([])).toBeNull();
  });
});
