import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { binet, logMinusDigamma } from './stirling-remainders.js';

const anyShape = fc.double({ min: -20, max: 20, noNaN: true }).map(Math.exp);
/** a and a + 1 are computed by the library and by the series. */
const acrossTheSwitch = fc.double({ min: 9, max: 10, maxExcluded: true, noNaN: true });

describe('remainders of Stirling', () => {
  property([anyShape])('1/(2a) < ln a − ψ(a) < 1/a', (a) => {
    expect(logMinusDigamma(a) * a).toBeGreaterThan(0.5);
    expect(logMinusDigamma(a) * a).toBeLessThan(1);
  });

  property([acrossTheSwitch])('series and library obey g(a) − g(a + 1) = 1/a − ln(1 + 1/a)', (a) => {
    expect(logMinusDigamma(a) - logMinusDigamma(a + 1)).toBeCloseTo(1 / a - Math.log1p(1 / a), 13);
  });

  /** The error of either side: half a unit for each of some eight roundings, and the first omitted term. */
  property([fc.double({ min: 0, max: 30, noNaN: true })], { numRuns: 500, examples: [[0], [0.05]] })(
    'the series obeys both to its own precision',
    (logarithm) => {
      const a = 10 * Math.exp(logarithm);
      const g = logMinusDigamma(a) - logMinusDigamma(a + 1) - (1 / a - Math.log1p(1 / a));
      expect(Math.abs(g)).toBeLessThanOrEqual(8 * 2 ** -53 * (1 / a) + 0.5 * a ** -16);
      const b = binet(a) - binet(a + 1) - ((a + 0.5) * Math.log1p(1 / a) - 1);
      expect(Math.abs(b)).toBeLessThanOrEqual(4 * 2 ** -53 + 0.03 * a ** -15);
      // The right side of the second is itself good to 10^-16 only; far out B is its first terms, 1/(12a) −
      // 1/(360a³).
      if (a > 1e4) expect(Math.abs(binet(a) * 12 * a - 1)).toBeLessThanOrEqual(1e-9);
    },
  );

  property([acrossTheSwitch])('series and library obey B(a) − B(a + 1) = (a + ½) ln(1 + 1/a) − 1', (a) => {
    expect(binet(a) - binet(a + 1)).toBeCloseTo((a + 0.5) * Math.log1p(1 / a) - 1, 13);
  });
});
