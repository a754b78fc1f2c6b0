import type { Numeric } from '../src/numeric/numeric.js';
import { complexLog } from '../src/units/complex-log/complex-log.js';
import type { Polar, Sizes, Unit, UnitOn } from '../src/units/unit.js';

/** complex-log with a part of it exchanged. */
export function spoilt(
  change: <T, C>(n: Numeric<T, C>, own: UnitOn<T, C>, sizes: Sizes) => Partial<UnitOn<T, C>>,
): Unit {
  return {
    ...complexLog,
    on(n, sizes, options) {
      const own = complexLog.on(n, sizes, options);
      return { ...own, ...change(n, own, sizes) };
    },
  };
}

/** complex-log with a part of its polar form exchanged, and of what it says of itself reflected. */
export function withPolar(change: <T, C>(n: Numeric<T, C>, own: Polar<T, C>) => Partial<Polar<T, C>>): Unit {
  return spoilt((n, on) => ({
    polar(theta, x, target) {
      const own = on.polar?.(theta, x, target);
      if (own === undefined) throw new Error('complex-log has a polar form');
      return { ...own, ...change(n, own) };
    },
  }));
}
