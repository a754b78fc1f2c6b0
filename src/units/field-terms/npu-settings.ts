import { z } from 'zod';
import type { Numeric } from '../../numeric/numeric.js';
import type { Initial } from '../parameter.js';
import type { Sizes } from '../unit.js';
import { withinSigns, withinUnit } from './bounds.js';
import { constrainedGlorot, glorot } from './initial.js';

/** How the real exponents of a power unit are drawn, by the word for it. */
const initials = { glorot, constrained: constrainedGlorot };

/** The field `initial` of a power unit's options. */
export const initialField = z
  .enum(['glorot', 'constrained'])
  .default('glorot')
  .meta({ description: 'how the real exponents are drawn: from ±√(6/(I + O)), or from ±½ where that is less' });

/** How the real exponents are drawn. */
export function initialExponents(word: keyof typeof initials, sizes: Sizes): Initial {
  return initials[word](sizes);
}

/** What stays in its bounds: real exponents and imaginary ones in [−1, 1], gates in [0, 1]. */
const bounded = {
  none: { real: false, imaginary: false, gates: false },
  w: { real: true, imaginary: false, gates: false },
  g: { real: false, imaginary: false, gates: true },
  wg: { real: true, imaginary: false, gates: true },
  wig: { real: true, imaginary: true, gates: true },
};

/** A word for what stays in its bounds. */
export type Bounds = keyof typeof bounded;

/** Whether imaginary exponents stay in their bounds. */
export function boundsImaginary(bounds: Bounds): boolean {
  return bounded[bounds].imaginary;
}

/** θ = [W_re, W_im, g] moved into these bounds. @param counts how many entries W_re has, and W_im */
export function powerUnitProjected<T, C>(
  n: Numeric<T, C>,
  bounds: Bounds,
  counts: { readonly real: number; readonly imaginary: number },
): (theta: readonly T[]) => readonly T[] {
  const { real, imaginary, gates } = bounded[bounds];
  const toGates = counts.real + counts.imaginary;
  return (theta) => {
    const [re, im, g] = [theta.slice(0, counts.real), theta.slice(counts.real, toGates), theta.slice(toGates)];
    return [
      ...(real ? withinSigns(n, re) : re),
      ...(imaginary ? withinSigns(n, im) : im),
      ...(gates ? withinUnit(n, g) : g),
    ];
  };
}
