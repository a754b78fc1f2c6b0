import type { Numeric } from '../../numeric/numeric.js';

/** π·[z<0]: the phase of a real number. */
export function phaseOf<T, C>(n: Numeric<T, C>, z: T): T {
  return n.select(
    n.less(z, n.zero),
    () => n.pi,
    () => n.zero,
  );
}
