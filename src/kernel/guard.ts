/**
 * nz∘clip as `src/training/step-rule.ts` defines them. `bound` is ∞ where nothing is clipped.
 */
export function guard(x: number, bound: number, nanToZero: boolean): number {
  return Math.abs(x) < bound ? x : guardExtreme(x, bound, nanToZero);
}

function guardExtreme(x: number, bound: number, nanToZero: boolean): number {
  if (x < -bound) return -bound;
  if (x > bound) return bound;
  return nanToZero && Number.isNaN(x) ? 0 : x;
}

/** 10^0 … 10^308, each correctly rounded. */
const powersOfTen = Float64Array.from({ length: 309 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * mantissa(g) as `src/training/step-rule.ts` defines it. Small, so that the compiler inlines it; the rare
 * case is apart.
 */
export function mantissa(g: number): number {
  return g < 10 && g > -10 ? g : leadingPart(g);
}

function leadingPart(g: number): number {
  let leading = g;
  for (let exponent = 1; exponent < 309 && (leading >= 10 || leading <= -10); exponent++) {
    leading = g / powersOfTen[exponent];
  }
  return leading;
}
