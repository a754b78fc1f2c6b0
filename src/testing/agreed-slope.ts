import { float64 } from '../numeric/backends/float64.js';
import { dual, type Dual } from '../numeric/dual.js';
import type { Unit } from '../units/unit.js';
import type { UnitPoint } from './arbitrary-unit-point.js';

/**
 * Whether ∂y/∂θ_k passes, at this point, a tie or border at which `Numeric` agrees on a slope: that of abs at
 * 0, of the equal ones of min and max, of clamp on a bound, of what jumps. It need not be the derivative of
 * the whole there: |a|·sgn a has the slope 1 at 0, and by the rules 0.
 * @param entry k, an index of θ
 */
export function isAgreedSlope<O>(unit: Unit<O>, options: O, { sizes, theta, x }: UnitPoint, entry: number): boolean {
  const d = dual(float64);
  let met = false;
  const noting =
    <A extends readonly Dual<number>[]>(isTie: (...a: A) => boolean, operation: (...a: A) => Dual<number>) =>
    (...operands: A): Dual<number> => {
      met ||= isTie(...operands);
      return operation(...operands);
    };
  const tied = (a: Dual<number>, b: Dual<number>): boolean => a.value === b.value && a.derivative !== b.derivative;
  const movesAtZero = (a: Dual<number>): boolean => tied(a, d.zero);
  const movesAtHalf = ({ value, derivative }: Dual<number>): boolean =>
    value - Math.floor(value) === 0.5 && derivative !== 0;
  const on = unit.on(
    {
      ...d,
      abs: noting(movesAtZero, (a) => d.abs(a)),
      min: noting(tied, (a, b) => d.min(a, b)),
      max: noting(tied, (a, b) => d.max(a, b)),
      clamp: noting(
        (a, low, high) => tied(a, low) || tied(a, high),
        (a, low, high) => d.clamp(a, low, high),
      ),
      sign: noting(movesAtZero, (a) => d.sign(a)),
      round: noting(movesAtHalf, (a) => d.round(a)),
      roundEven: noting(movesAtHalf, (a) => d.roundEven(a)),
    },
    sizes,
    options,
  );
  const constants = theta.map((value) => d.constant(value));
  on.output(
    constants.with(entry, d.variable(theta[entry])),
    x.map((value) => d.constant(value)),
  );
  return met;
}
