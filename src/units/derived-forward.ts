import { dual } from '../numeric/dual.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Forward, Sizes, Unit } from './unit.js';

/** A forward pass with its backward pass, from θ and x. */
export type ForwardPass<T> = (theta: readonly T[], x: readonly T[]) => Forward<T>;

/**
 * The unit's own forward and backward pass, or one that is derived from its output:
 *
 *     ∂L/∂θ_k = Σ_o ∂L/∂y_o · ∂y_o/∂θ_k,   ∂y/∂θ_k from `output` over dual numbers with θ_k as the variable
 *
 * Guarded where it is derived: every entry of the result.
 */
export function forwardPass<T, C, O>(n: Numeric<T, C>, unit: Unit<O>, sizes: Sizes, options: O): ForwardPass<T> {
  const own = unit.on(n, sizes, options);
  if (own.forward !== undefined) return own.forward.bind(own);
  const d = dual(n);
  const onDual = unit.on(d, sizes, options);
  return (theta, x) => ({
    output: own.output(theta, x),
    backward: (byOutput, _gradient, guard) => {
      const constants = theta.map((value) => d.constant(value));
      const inputs = x.map((value) => d.constant(value));
      return theta.map((value, k) => {
        const y = onDual.output(constants.with(k, d.variable(value)), inputs);
        const terms = y.map(({ derivative }, o) => n.mul(byOutput[o], derivative));
        return guard(terms.reduce((sum, term) => n.add(sum, term)));
      });
    },
  });
}
