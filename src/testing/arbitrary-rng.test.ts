import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { generators } from '../random/generators.js';
import type { Rng } from '../random/rng.js';
import { arbitraryRng } from './arbitrary-rng.js';

const first = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.next());
/** Whether it is a sequence of fast-check's own: those have no state. */
const isInjected = (rng: Rng) => {
  try {
    rng.state();
    return false;
  } catch (error) {
    expect(error).toEqual(new Error('an injected sequence has no state'));
    return true;
  }
};
const draw = () => fc.sample(arbitraryRng(), { numRuns: 400, seed: 1 });

describe('a generator that is drawn', () => {
  property([arbitraryRng()])('gives floats of [0, 1) on the grid of 2^-53, and a clone goes on as it does', (rng) => {
    const values = first(rng, 50);
    for (const value of values) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      expect(Number.isInteger(value * 2 ** 53)).toBe(true);
    }
    const clone = rng.clone();
    expect(first(clone, 90)).toEqual(first(rng, 90));
  });

  test('is one that ships, or a sequence: each in many cases', () => {
    const drawn = draw();
    const injected = drawn.filter((rng) => isInjected(rng)).length;
    expect(Math.min(injected, drawn.length - injected)).toBeGreaterThan(drawn.length / 4);
    expect(generators.names.length).toBeGreaterThan(1);
  });

  test('reaches what a good generator hardly ever gives, and much between', () => {
    const values = new Set(
      draw()
        .filter((rng) => isInjected(rng))
        .flatMap((rng) => first(rng.clone(), 3)),
    );
    for (const extreme of [0, 2 ** -53, 0.5, 1 - 2 ** -53]) expect(values).toContain(extreme);
    const between = [...values].filter((value) => value > 0.01 && value < 0.99 && value !== 0.5);
    expect(between.length).toBeGreaterThan(100);
  });

  test('does not repeat one value for ever', () => {
    for (const rng of draw().slice(0, 50)) expect(new Set(first(rng.clone(), 200)).size).toBeGreaterThan(2);
  });
});
