import { dot } from '../network/linear.js';
import type { Numeric } from '../numeric/numeric.js';
import { isFinite } from './norm.js';
import type { GradientStep, PolyakRule } from './step-rule.js';

/**
 * The capped stochastic Polyak step:
 *
 *     W ← W − min(η·L/‖g‖², δ/‖g‖)·g
 *
 * Polyak's step length (1969) takes a loss whose least value is known, here 0, to it in one linearised step; on single samples it
 * needs a cap (Loizou et al. 2021, "Stochastic Polyak step-size for SGD", cap the factor of g; here the length of the step is capped,
 * so that no step moves the weights by more than δ). A zero or non-finite ‖g‖² takes no step; where it underflows
 * the cap is as inexact as it is. Remembers nothing.
 */
export function polyakStep<T>(n: Numeric<T>, rule: PolyakRule): GradientStep<T> {
  const longest = rule.longestStep === null ? null : n.fromNumber(rule.longestStep);
  return {
    memory: [],
    step(weights, memory, gradient, loss, eta) {
      const squared = dot(n, gradient, gradient);
      if (!n.less(n.zero, squared) || !isFinite(n, squared) || !isFinite(n, loss)) return { weights, memory };
      const full = n.div(n.mul(eta, loss), squared);
      const capped = longest === null ? full : n.div(longest, n.sqrt(squared));
      const factor = n.less(capped, full) ? capped : full;
      return { weights: weights.map((w, k) => n.sub(w, n.mul(factor, gradient[k]))), memory };
    },
  };
}
