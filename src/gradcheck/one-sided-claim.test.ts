import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientVerdict } from './gradient-verdict.js';
import { pow } from '../numeric/elementary/pow.js';

/** L = c + d·sin(max(0, x)), with a claim of its slope at 0. */
const ramp = (constant: number, slope: number, claimed: number) => ({
  loss: ([x]: readonly number[]) => constant + slope * Math.sin(Math.max(0, x)),
  gradient: ([x]: readonly number[]) => [x === 0 ? claimed : x > 0 ? slope * Math.cos(x) : 0],
});

describe('a claim of one side, or of what lies between, is never wrong', () => {
  it('at a bound whose kink is a thousandth of a rounding: a gate of a neural power unit', () => {
    const gate = {
      loss: ([w, g]: readonly number[]) => {
        const open = Math.min(1, Math.max(0, g));
        return -0.5 * Math.exp(w * Math.log(open * (1 + 1e-7) + 1 - open));
      },
      gradient: () => [0, 0],
    };
    const found = gradientVerdict(gate, [2 ** -19, 0]);
    expect(found).toMatchObject({ kind: 'kink', entry: 1, coverage: { judged: 1 } });
    if (found.kind !== 'kink') return;
    expect(Math.abs(found.right / -9.5e-14 - 1)).toBeLessThan(0.05);
    expect(Math.abs(found.left)).toBeLessThan(5e-15);
  });

  it('at a kink of any size', () => {
    const hundredths = fc.integer({ min: -1800, max: 0 });
    const constant = fc.constantFrom(0, 1, -3, 0.37, 1000);
    const share = fc.constantFrom(0, 1, 0.25, 0.5);
    fc.assert(
      fc.property(hundredths, constant, share, fc.constantFrom(-1, 1), (exponent, c, between, sign) => {
        const slope = sign * pow(10, exponent / 100);
        expect(gradientVerdict(ramp(c, slope, between * slope), [0]).kind).not.toBe('wrong');
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('where ReLUs of several parameters are at 0, and the first has a slope beside', () => {
    const slopes = fc.array(fc.integer({ min: -150, max: -10 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(slopes, fc.constantFrom(0, 1, -2, 40), (exponents, c) => {
        const weights = exponents.map((exponent, i) => (i % 2 === 0 ? 1 : -1) * pow(10, exponent / 10));
        const model = {
          loss: (p: readonly number[]) => p.reduce((sum, x, i) => sum + weights[i] * Math.max(0, x), c) + p[0] * p[0],
          gradient: (p: readonly number[]) => p.map((x, i) => (x > 0 ? weights[i] : 0) + (i === 0 ? 2 * x : 0)),
        };
        const params = weights.map(() => 0);
        expect(gradientVerdict(model, params).kind).not.toBe('wrong');
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

it('a claim outside of both sides is wrong', () => {
  for (const claimed of [1e-11, -1e-11, 1]) {
    expect(gradientVerdict(ramp(1, 1e-13, claimed), [0])).toMatchObject({ kind: 'wrong', model: claimed });
  }
});

it('a difference of the sides that stands out of its own error is a kink, and another is not read', () => {
  expect(gradientVerdict(ramp(1, 4e-13, 0), [0])).toMatchObject({ kind: 'kink', entry: 0 });
  const found = gradientVerdict(ramp(1, 1.82e-13, 0), [0]);
  expect(found).toMatchObject({ kind: 'correct', digits: null, coverage: { judged: 0, unread: [{ entry: 0 }] } });
});
