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

  property([acrossTheSwitch])('series and library obey B(a) − B(a + 1) = (a + ½) ln(1 + 1/a) − 1', (a) => {
    expect(binet(a) - binet(a + 1)).toBeCloseTo((a + 0.5) * Math.log1p(1 / a) - 1, 13);
  });
});
