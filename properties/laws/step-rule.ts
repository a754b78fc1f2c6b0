import fc from 'fast-check';
import { stepIsBounded } from '../../src/testing/step-is-bounded.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Every float64, those that break a guard as often as all the others. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
);
const bound = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/**
 * P4. clip is bounded by K, the identity within, idempotent, monotone; infinities become ±K; NaN stays what
 * it is.
 */
export function clipLaw(clip: (k: number) => (x: number) => number): fc.IPropertyWithHooks<[[number, number, number]]> {
  return fc.property(fc.tuple(bound, anyNumber, anyNumber), ([k, x, y]) => {
    const once = clip(k)(x);
    claim(!(Math.abs(once) > k), `clip(${x}) = ${once} is beyond ${k}`);
    claim(Number.isNaN(once) === Number.isNaN(x), `clip(${x}) = ${once}: NaN stays NaN, and nothing else becomes it`);
    claim(Object.is(clip(k)(once), once), `clip is not idempotent at ${x}`);
    if (Math.abs(x) <= k) claim(Object.is(once, x), `clip(${x}) = ${once} within the bound ${k}`);
    if (x <= y) claim(once <= clip(k)(y), `clip is not monotone from ${x} to ${y}`);
  });
}

/**
 * P4. Listing 2's guard, clip and then nz: bounded, 0 exactly at NaN, ±K at the infinities, the identity
 * within the bound.
 */
export function guardLaw(guard: (k: number) => (x: number) => number): fc.IPropertyWithHooks<[[number, number]]> {
  return fc.property(fc.tuple(bound, anyNumber), ([k, x]) => {
    const guarded = guard(k)(x);
    claim(Math.abs(guarded) <= k, `guard(${x}) = ${guarded} is beyond ${k}`);
    if (Number.isNaN(x)) claim(guarded === 0, `guard(NaN) = ${guarded}`);
    if (Math.abs(x) > k) claim(guarded === Math.sign(x) * k, `guard(${x}) = ${guarded} for the bound ${k}`);
    if (Math.abs(x) <= k) claim(Object.is(guarded, x), `guard(${x}) = ${guarded} within the bound ${k}`);
  });
}

/**
 * P4. mantissa keeps the sign, is the identity below 10 and lands in [1, 10) from 1 up, for every finite g;
 * it is idempotent. Powers of ten are exact up to 10^22; above, the quotient carries their rounding, two
 * units in the last place, so that 1 may be met from below.
 */
export function mantissaLaw(mantissa: (g: number) => number): fc.IPropertyWithHooks<[number]> {
  const nextToPower = fc
    .tuple(fc.integer({ min: 0, max: 308 }), fc.constantFrom(1, 1 - 2 ** -53, 1 + 2 ** -52, 5, 9.99), fc.boolean())
    .map(([exponent, factor, negative]) => (negative ? -1 : 1) * Number(`1e${exponent}`) * factor)
    .filter(Number.isFinite);
  return fc.property(fc.oneof(finite, nextToPower), (g) => {
    const leading = mantissa(g);
    claim(Object.is(mantissa(leading), leading), `mantissa is not idempotent at ${g}`);
    if (Math.abs(g) < 10) {
      claim(Object.is(leading, g), `mantissa(${g}) = ${leading}`);
      return;
    }
    const least = Math.abs(g) < 1e22 ? 1 : 1 - 2 ** -51;
    claim(Math.sign(leading) === Math.sign(g), `mantissa(${g}) = ${leading} lost the sign`);
    claim(Math.abs(leading) < 10 && Math.abs(leading) >= least, `mantissa(${g}) = ${leading} is not in [1, 10)`);
  });
}

/**
 * P4. mantissa(10·g) = mantissa(g) for 1 ≤ |g| < 10^21. Roundings: 10·g, a quotient each, the ratio, and the
 * product with 10 where rounding carried 10·g over a power of ten (9.99…9 and 1 are neighbours on the circle
 * of leading digits): 5 of u = 2^-53 to first order, hence 6.
 */
export function mantissaSeesNoFactorOfTen(mantissa: (g: number) => number): fc.IPropertyWithHooks<[[number, boolean]]> {
  return fc.property(fc.tuple(fc.double({ min: 1, max: 1e21, noNaN: true }), fc.boolean()), ([size, negative]) => {
    const g = negative ? -size : size;
    const ratio = Math.abs(mantissa(10 * g) / mantissa(g));
    const distance = Math.min(Math.abs(ratio - 1), Math.abs(ratio * 10 - 1), Math.abs(ratio / 10 - 1));
    claim(distance <= 6 * 2 ** -53, `mantissa(${10 * g}) and mantissa(${g}) differ by a factor ${ratio}`);
  });
}

/**
 * P5 for one step: W ← W − η·mantissa(guard(g)) moves no entry by 10·η or more, whatever the gradient, NaN
 * included.
 */
export function listingStepIsBounded(guard: (x: number) => number, mantissa: (g: number) => number) {
  const eta = 0.1;
  return stepIsBounded((w, g) => w.map((value, k) => value - eta * mantissa(guard(g[k]))), 10 * eta, { length: 3 });
}
