import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { chiSquareTail, tTail } from './special-functions.js';

/** The libraries promise a few units in the last place; 10^-13 leaves them a thousand. */
const tolerance = 1e-13;

function expectNear(found: number, wanted: number): void {
  expect(Math.abs(found - wanted), `${found} for ${wanted}`).toBeLessThanOrEqual(tolerance * wanted);
}

const t = fc.double({ min: 0, max: 1e6, noNaN: true });
/** On either side of 1 and of √ν, where another way is taken. */
const examples = [0, 1e-8, 0.3, 0.9, 1, 1.2, 1.5, 30, 1e5].map((at): [number] => [at]);

/** ½ − atan(t)/π, the other way round where it would cancel. */
property([t], { examples })('the tail of Student’s t with one degree of freedom is Cauchy’s', (at) => {
  expectNear(tTail(at, 1), at < 1 ? 0.5 - Math.atan(at) / Math.PI : Math.atan(1 / at) / Math.PI);
});

/** ½ (1 − t/√(2 + t²)) = 1/(r·(r + t)), r = √(2 + t²). */
property([t], { examples })('with two it is algebraic', (at) => {
  const r = Math.sqrt(2 + at * at);
  expectNear(tTail(at, 2), 1 / (r * (r + at)));
});

/**
 * P(T > t) = Q(t) + φ(t)·(t³ + t)/4ν + O(t⁷/ν²) (Abramowitz & Stegun 26.7.8), Q and φ the normal tail and
 * density: Q(3) = 0.00134989803163009453, by scipy's norm.sf.
 */
test('with many it is normal', () => {
  const density = Math.exp(-4.5) / Math.sqrt(2 * Math.PI);
  for (const degrees of [1e9, 1e12]) {
    expectNear(tTail(3, degrees), 0.00134989803163009453 + (density * 30) / (4 * degrees));
  }
});

property([fc.double({ min: 0, max: 1000, noNaN: true })], { examples: examples.slice(0, -1) })(
  'the tail of χ² with two degrees of freedom is exponential',
  (x) => {
    // A relative error of u in x/2 is one of u·x/2 in the exponential, 10^-13 at most here.
    expect(Math.abs(chiSquareTail(x, 2) - Math.exp(-x / 2))).toBeLessThanOrEqual(2 * tolerance * Math.exp(-x / 2));
  },
);
