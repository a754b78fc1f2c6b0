import { z } from 'zod';
import { share } from '../fields.js';
import type { Setting } from '../part.js';
import type { GradientRule } from './step-rule.js';

const name = 'momentum';

/** Heavy-ball momentum. */
export interface MomentumSetting extends Setting {
  readonly kind: typeof name;
  /** μ, in [0, 1). */
  readonly momentum: number;
}

/** Whether a setting is momentum's. */
export function isMomentum(setting: Setting): setting is MomentumSetting {
  return setting.kind === name;
}

/**
 * Heavy-ball momentum (Polyak 1964), in the form of Sutskever et al. 2013 that PyTorch's SGD has:
 *
 *     v ← μ·v + g,   θ ← θ − η·v
 *
 * Remembers v, one entry a parameter, from zero.
 */
export const momentum: GradientRule<MomentumSetting> = {
  name,
  says: 'heavy-ball momentum, as PyTorch has it',
  needs: 'gradient',
  setting: z.strictObject({
    kind: z.literal(name),
    momentum: share.meta({ description: 'μ of v ← μ·v + g' }),
  }),
  examples: [
    { kind: name, momentum: 0 },
    { kind: name, momentum: 0.9 },
  ],
  on(n, setting, size) {
    const mu = n.fromNumber(setting.momentum);
    return {
      memory: Array.from({ length: size }, () => n.zero),
      step({ theta, memory }, gradient, _loss, eta) {
        const velocity = memory.map((v, k) => n.add(n.mul(mu, v), gradient[k]));
        return { theta: theta.map((value, k) => n.sub(value, n.mul(eta, velocity[k]))), memory: velocity };
      },
    };
  },
};
