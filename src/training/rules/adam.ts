import { z } from 'zod';
import { positive, share } from '../fields.js';
import type { Setting } from '../part.js';
import type { GradientRule } from './step-rule.js';

const name = 'adam';

/** Adam's constants. */
export interface AdamSetting extends Setting {
  readonly kind: typeof name;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1):
 *
 *     m ← β1·m + (1 − β1)·g,   v ← β2·v + (1 − β2)·g²
 *     θ ← θ − η·m̂/(√v̂ + ε),   m̂ = m/(1 − β1^k),  v̂ = v/(1 − β2^k)
 *
 * Remembers m, v, β1^k and β2^k.
 */
export const adam: GradientRule<AdamSetting> = {
  name,
  says: 'Adam',
  needs: 'gradient',
  setting: z.strictObject({
    kind: z.literal(name),
    beta1: share.default(0.9).meta({ description: 'memory of the mean gradient' }),
    beta2: share.default(0.999).meta({ description: 'memory of the mean squared gradient' }),
    epsilon: positive.default(1e-8),
  }),
  examples: [0, 0.9].flatMap((beta1) =>
    [0.999, 0.5].map((beta2): AdamSetting => ({ kind: name, beta1, beta2, epsilon: 1e-8 })),
  ),
  on(n, setting, size) {
    const beta1 = n.fromNumber(setting.beta1);
    const beta2 = n.fromNumber(setting.beta2);
    const rest1 = n.sub(n.one, beta1);
    const rest2 = n.sub(n.one, beta2);
    const epsilon = n.fromNumber(setting.epsilon);
    return {
      memory: [...Array.from({ length: 2 * size }, () => n.zero), n.one, n.one],
      step({ theta, memory }, gradient, _loss, eta) {
        const m = gradient.map((g, k) => n.add(n.mul(beta1, memory[k]), n.mul(rest1, g)));
        const v = gradient.map((g, k) => n.add(n.mul(beta2, memory[size + k]), n.mul(rest2, n.mul(g, g))));
        const power1 = n.mul(memory[2 * size], beta1);
        const power2 = n.mul(memory[2 * size + 1], beta2);
        const unbias1 = n.sub(n.one, power1);
        const unbias2 = n.sub(n.one, power2);
        return {
          theta: theta.map((value, k) => {
            const mean = n.div(m[k], unbias1);
            const spread = n.add(n.sqrt(n.div(v[k], unbias2)), epsilon);
            return n.sub(value, n.mul(eta, n.div(mean, spread)));
          }),
          memory: [...m, ...v, power1, power2],
        };
      },
    };
  },
};
