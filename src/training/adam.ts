import type { Numeric } from '../numeric/numeric.js';
import type { AdamRule, GradientStep } from './step-rule.js';

/**
 * Adam (Kingma & Ba 2015, algorithm 1):
 *
 *     m ← β1·m + (1 − β1)·g,   v ← β2·v + (1 − β2)·g²
 *     W ← W − η·m̂/(√v̂ + ε),   m̂ = m/(1 − β1^k),  v̂ = v/(1 − β2^k)
 *
 * Remembers m, v, β1^k and β2^k.
 */
export function adam<T>(n: Numeric<T>, rule: AdamRule, weights: number): GradientStep<T> {
  const beta1 = n.fromNumber(rule.beta1);
  const beta2 = n.fromNumber(rule.beta2);
  const rest1 = n.sub(n.one, beta1);
  const rest2 = n.sub(n.one, beta2);
  const epsilon = n.fromNumber(rule.epsilon);
  return {
    memory: [...Array.from({ length: 2 * weights }, () => n.zero), n.one, n.one],
    step(w, memory, gradient, _loss, eta) {
      const m = gradient.map((g, k) => n.add(n.mul(beta1, memory[k]), n.mul(rest1, g)));
      const v = gradient.map((g, k) => n.add(n.mul(beta2, memory[weights + k]), n.mul(rest2, n.mul(g, g))));
      const power1 = n.mul(memory[2 * weights], beta1);
      const power2 = n.mul(memory[2 * weights + 1], beta2);
      const unbias1 = n.sub(n.one, power1);
      const unbias2 = n.sub(n.one, power2);
      return {
        weights: w.map((value, k) => {
          const mean = n.div(m[k], unbias1);
          const spread = n.add(n.sqrt(n.div(v[k], unbias2)), epsilon);
          return n.sub(value, n.mul(eta, n.div(mean, spread)));
        }),
        memory: [...m, ...v, power1, power2],
      };
    },
  };
}
