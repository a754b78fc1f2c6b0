import { dual } from '../numeric/dual.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Sizes, Unit } from './unit.js';

/**
 * ∂R/∂θ of a penalty of a unit: its own, or derived over dual numbers with one entry of θ after the other as
 * the variable.
 * @throws Error where the unit has no penalty of that name
 */
export function penaltyGradient<T, C, O>(
  n: Numeric<T, C>,
  unit: Unit<O>,
  sizes: Sizes,
  options: O,
  name: string,
): (theta: readonly T[]) => readonly T[] {
  const d = dual(n);
  const [own, onDual] = [unit.on(n, sizes, options).penalties?.[name], unit.on(d, sizes, options).penalties?.[name]];
  if (own === undefined || onDual === undefined) throw new Error(`${unit.name} has no penalty ${name}`);
  return (theta) => {
    const { gradient } = own(theta);
    if (gradient !== undefined) return gradient;
    const constants = theta.map((value) => d.constant(value));
    return theta.map((value, k) => onDual(constants.with(k, d.variable(value))).value.derivative);
  };
}
