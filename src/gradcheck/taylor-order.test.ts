import { describe, expect, it } from 'vitest';
import { measuredOrder, powerLaw } from './taylor-order.js';

const steps = Array.from({ length: 20 }, (_, k) => 2 ** -k);

describe('measuredOrder', () => {
  it.each([1, 2, 3.5])('is the power: %d', (power) => {
    expect(measuredOrder(steps.map((h) => ({ h, size: 7 * h ** power, noise: 0 })))).toBeCloseTo(power, 10);
  });

  it('reads only what stands out of the noise', () => {
    const remainders = steps.map((h) => ({ h, size: h ** 2 + 1e-6, noise: 1e-6 }));
    expect(measuredOrder(remainders)).toBeGreaterThan(1.9);
    expect(measuredOrder(remainders.map((r) => ({ ...r, noise: 1 })))).toBeNull();
    expect(measuredOrder(steps.map((h) => ({ h, size: 0, noise: 0 })))).toBeNull();
  });
});

describe('powerLaw', () => {
  it('is the power where there is one', () => {
    expect(powerLaw(steps.map((h) => ({ h, size: Math.sqrt(h), noise: 0 })))).toBeCloseTo(0.5, 10);
  });

  it('is null for a bend, for noise and for too few readings', () => {
    expect(powerLaw(steps.map((h) => ({ h, size: h + 1e-3, noise: 0 })))).toBeNull();
    expect(powerLaw(steps.map((h, k) => ({ h, size: 1 + Math.sin(9 * k), noise: 0 })))).toBeNull();
    expect(powerLaw(steps.slice(0, 11).map((h) => ({ h, size: h, noise: 0 })))).toBeNull();
  });
});
