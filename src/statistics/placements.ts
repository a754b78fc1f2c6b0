import { placesIn } from './strata.js';

/**
 * Two samples and how they lie to each other. With H(x, y) = 1 where x > y, ½ where x = y, and else 0, a
 * value's placement is how much of the other sample speaks for X:
 *
 *     of x_i   Σ_j H(x_i, y_j)        of y_j   Σ_i H(x_i, y_j)
 *
 * The sum of either is U, Mann & Whitney's statistic. Placements are multiples of ½, and their sums exact up
 * to U = 2^52.
 */
export interface Placements {
  /** In the order in which the values were given. */
  readonly ofX: Float64Array;
  readonly ofY: Float64Array;
  /** Where each value stands among the different values of both, from 0 on; equal ones at the same place. */
  readonly placesX: Uint32Array;
  readonly placesY: Uint32Array;
  /** How many different places there may be. */
  readonly places: number;
}

/** In O(N log N), N = n + m. @param x, y without NaN, one value or more each */
export function placementsOf(x: Float64Array, y: Float64Array): Placements {
  const pooled = new Float64Array(x.length + y.length);
  pooled.set(x);
  pooled.set(y, x.length);
  pooled.sort();
  const [placesX, placesY] = [placesIn(pooled, x), placesIn(pooled, y)];
  const places = pooled.length;
  const below = (own: Uint32Array, other: Uint32Array): Float64Array => {
    const counts = countsAt(other, places);
    const smaller = new Float64Array(places);
    let seen = 0;
    for (let k = 0; k < places; k++) {
      smaller[k] = seen + counts[k] / 2;
      seen += counts[k];
    }
    return Float64Array.from(own, (place) => smaller[place]);
  };
  const ofY = below(placesY, placesX).map((smaller) => x.length - smaller);
  return { ofX: below(placesX, placesY), ofY, placesX, placesY, places };
}

function countsAt(places: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const place of places) counts[place]++;
  return counts;
}

/**
 * The mean of H over all pairs, of samples that are given by how often each place is in them.
 * @param countsX, countsY by place
 */
export function shareAbove(countsX: Uint32Array, countsY: Uint32Array): number {
  let [nx, ny, pairs] = [0, 0, 0];
  for (let k = 0; k < countsX.length; k++) {
    pairs += countsX[k] * (ny + countsY[k] / 2);
    nx += countsX[k];
    ny += countsY[k];
  }
  return pairs / (nx * ny);
}
