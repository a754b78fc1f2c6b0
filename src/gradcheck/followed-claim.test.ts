import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pow } from '../numeric/elementary/pow.js';
import type { GradientModel } from './gradient-model.js';
import { gradientVerdict } from './gradient-verdict.js';

/** 1 + x²·b + a·tanh(r·x): the last moves the loss by a at most. */
const saturating = (a: number, r: number, b: number, factor = 1): GradientModel => ({
  loss: ([x]) => 1 + b * x * x + a * Math.tanh(r * x),
  gradient: ([x]) => [factor * (2 * b * x + (a * r) / Math.cosh(r * x) / Math.cosh(r * x))],
});

describe('a part that moves the loss by less than rounding', () => {
  it('has a slope of any size, which is not wrong', () => {
    const hundredths = (min: number, max: number) => fc.integer({ min: 100 * min, max: 100 * max });
    fc.assert(
      fc.property(hundredths(-18, -13), hundredths(0, 3), fc.constantFrom(0, 0.3), (size, rate, b) => {
        const model = saturating(pow(10, size / 100), pow(10, rate / 100), b);
        expect(gradientVerdict(model, [0]).kind).not.toBe('wrong');
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(gradientVerdict(saturating(1e-15, 1000, 0), [0])).toMatchObject({ coverage: { judged: 0 } });
  });

  it('hides no claim that is wrong around the point, by however little', () => {
    for (const size of [1e-12, 1e-10, 1e-6, 0.1]) {
      expect(gradientVerdict(saturating(1e-15, 1000, 1, 1 + size), [0.7]), String(size)).toMatchObject({
        kind: 'wrong',
      });
    }
    for (const [above, below] of [
      [1e-12, 1e-12],
      [1e-12, -1e-12],
      [1e-12, 0],
      [0, 1e-12],
    ]) {
      const bent: GradientModel = { loss: () => 1, gradient: ([x]) => [x < 0.5 ? below : x > 0.5 ? above : 1e-12] };
      expect(gradientVerdict(bent, [0.5]), String([above, below])).toMatchObject({ kind: 'wrong' });
    }
  });

  it('is looked for where it may be, with few gradients elsewhere', () => {
    const gradients = (size: number, params: readonly number[]) => {
      let calls = 0;
      const model: GradientModel = {
        loss: (p) => p.reduce((sum, x) => sum + x * x, 0),
        gradient: (p) => {
          calls += 1;
          return p.map((x, i) => 2 * x * (i === 0 ? 1 + size : 1));
        },
      };
      expect(gradientVerdict(model, params)).toMatchObject({ kind: 'wrong', wrongEntries: [0] });
      return calls;
    };
    expect(gradients(1e-2, [0.7, 1])).toBeLessThan(20);
    expect(gradients(1e-11, [0.7, 1])).toBeGreaterThan(100);
    const many = Array.from({ length: 200 }, (_, i) => 0.5 + i / 400);
    expect(gradients(1e-6, many)).toBeLessThan(60);
  });

  it('hides no claim that is wrong at the point alone', () => {
    for (const claimed of [1e-12, -1e-12]) {
      const alone: GradientModel = { loss: () => 1, gradient: ([x]) => [x === 0.5 ? claimed : 0] };
      expect(gradientVerdict(alone, [0.5])).toMatchObject({ kind: 'wrong' });
    }
  });
});
