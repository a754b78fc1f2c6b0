import type { Initial } from '../parameter.js';
import type { Sizes } from '../unit.js';

/** Uniform in [−r, r), r = √(6/(I + O)) (Glorot & Bengio 2010). */
export function glorot(sizes: Sizes): Initial {
  return around(glorotBound(sizes));
}

/** Uniform in [−r, r), r = min(½, √(6/(I + O))): Glorot's, kept away from ±1. */
export function constrainedGlorot(sizes: Sizes): Initial {
  return around(Math.min(0.5, glorotBound(sizes)));
}

/** Uniform in [¼, ¾), the middle of [0, 1]. */
export const middleOfUnit: Initial = [0.25, 0.75];

/** A gate that is neither open nor closed: ½, and nothing is drawn. */
export const halfOpen: Initial = [0.5, 0.5];

/** 0, and nothing is drawn. */
export const nothing: Initial = [0, 0];

/** Uniform in [−r, r). */
export function around(r: number): Initial {
  return [-r, r];
}

function glorotBound({ inputs, outputs }: Sizes): number {
  return Math.sqrt(6 / (inputs + outputs));
}
