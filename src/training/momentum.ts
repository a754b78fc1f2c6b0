import type { Numeric } from '../numeric/numeric.js';
import type { GradientStep, MomentumRule } from './step-rule.js';

/**
 * Heavy-ball momentum (Polyak 1964), in the form of Sutskever et al. 2013 that PyTorch's SGD has:
 *
 *     v ← μ·v + g,   W ← W − η·v
 *
 * Remembers v, one entry a weight, from zero.
 */
export function momentum<T>(n: Numeric<T>, rule: MomentumRule, weights: number): GradientStep<T> {
  const mu = n.fromNumber(rule.momentum);
  return {
    memory: Array.from({ length: weights }, () => n.zero),
    step(w, memory, gradient, _loss, eta) {
      const velocity = memory.map((v, k) => n.add(n.mul(mu, v), gradient[k]));
      return { weights: w.map((value, k) => n.sub(value, n.mul(eta, velocity[k]))), memory: velocity };
    },
  };
}
