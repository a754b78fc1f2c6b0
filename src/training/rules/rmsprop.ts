import { z } from 'zod';
import { positive, share } from '../fields.js';
import type { Setting } from '../part.js';
import type { GradientRule } from './step-rule.js';

const name = 'rmsprop';

/** RMSprop's constants. */
export interface RmspropSetting extends Setting {
  readonly kind: typeof name;
  /** α: memory of the mean squared gradient. */
  readonly alpha: number;
  readonly epsilon: number;
}

/**
 * RMSprop (Tieleman & Hinton 2012, lecture 6.5), as PyTorch has it, neither centred nor with momentum:
 *
 *     v ← α·v + (1 − α)·g²,   θ ← θ − η·g/(√v + ε)
 *
 * Remembers v, one entry a parameter, from zero.
 */
export const rmsprop: GradientRule<RmspropSetting> = {
  name,
  says: 'RMSprop, as PyTorch has it',
  needs: 'gradient',
  setting: z.strictObject({
    kind: z.literal(name),
    alpha: share.default(0.99).meta({ description: 'α: memory of the mean squared gradient' }),
    epsilon: positive.default(1e-8),
  }),
  examples: [
    { kind: name, alpha: 0.99, epsilon: 1e-8 },
    { kind: name, alpha: 0, epsilon: 1e-3 },
  ],
  // |g| ≤ √v/√(1 − α), so that an entry moves by at most η/√(1 − α).
  longestMove: ({ alpha }, eta, size) => (eta * Math.sqrt(size)) / Math.sqrt(1 - alpha),
  on(n, setting, size) {
    const alpha = n.fromNumber(setting.alpha);
    const rest = n.sub(n.one, alpha);
    const epsilon = n.fromNumber(setting.epsilon);
    return {
      memory: Array.from({ length: size }, () => n.zero),
      step({ theta, memory }, gradient, _loss, eta) {
        const v = memory.map((old, k) => n.add(n.mul(alpha, old), n.mul(rest, n.mul(gradient[k], gradient[k]))));
        return {
          theta: theta.map((w, k) => n.sub(w, n.mul(eta, n.div(gradient[k], n.add(n.sqrt(v[k]), epsilon))))),
          memory: v,
        };
      },
      // Squares do not know signs.
      flipped: (memory) => memory,
    };
  },
};
