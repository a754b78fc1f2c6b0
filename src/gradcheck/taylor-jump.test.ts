import { describe, expect, it } from 'vitest';
import { settle } from './inquiry.js';
import { known, unasked } from './known-values.js';
import { findJump } from './taylor-jump.js';

describe('findJump', () => {
  it.each([0.3, 1e-3, 1e-9])('finds a jump of %d in a smooth loss, and its size to within a factor of two', (size) => {
    const jump = settle(
      findJump(
        known((t) => Math.cos(t) + (t > 0.123 ? size : 0)),
        -1,
        1,
        1e-15,
      ),
      unasked,
    );
    expect(jump?.size).toBeGreaterThan(size / 2);
    expect(jump?.size).toBeLessThan(2 * size);
    expect(jump?.distance).toBeCloseTo(0.123, 6);
  });

  it.each([
    ['a smooth loss', Math.exp],
    ['a fast small term', (t: number) => t * t + 1e-4 * Math.sin(1000 * t)],
    ['a kink', (t: number) => Math.abs(t - 0.123)],
    ['a constant', () => 3],
    ['NaN', () => Number.NaN],
  ])('finds none in %s', (_name, loss) => {
    expect(settle(findJump(known(loss), -1, 1, 1e-15), unasked)).toBeNull();
  });
});
