import { z } from 'zod';
import { dot } from '../../units/linear.js';
import { longestStep } from '../fields.js';
import { isFinite } from '../norm.js';
import type { Setting } from '../part.js';
import type { GradientRule } from './step-rule.js';

const name = 'polyak';

/** The capped Polyak step. */
export interface PolyakSetting extends Setting {
  readonly kind: typeof name;
  /** δ: no step is longer; null for no limit. */
  readonly longestStep: number | null;
}

/**
 * The capped stochastic Polyak step:
 *
 *     θ ← θ − min(η·L/‖g‖², δ/‖g‖)·g
 *
 * Polyak's step length (1969) takes a loss whose least value is known, here 0, to it in one linearised step;
 * on single samples it needs a cap (Loizou et al. 2021, "Stochastic Polyak step-size for SGD", cap the factor
 * of g; here the length of the step is capped, so that no step moves θ by more than δ). A zero or non-finite
 * ‖g‖² takes no step; where it underflows the cap is as inexact as it is. Remembers nothing.
 */
export const polyak: GradientRule<PolyakSetting> = {
  name,
  says: 'the capped stochastic Polyak step',
  needs: 'gradient',
  setting: z.strictObject({ kind: z.literal(name), longestStep }),
  examples: [
    { kind: name, longestStep: null },
    { kind: name, longestStep: 1 },
  ],
  longestMove: ({ longestStep: longest }) => longest,
  on(n, setting) {
    const longest = setting.longestStep === null ? null : n.fromNumber(setting.longestStep);
    return {
      memory: [],
      flipped: (memory) => memory,
      step({ theta, memory }, gradient, loss, eta) {
        const squared = dot(n, gradient, gradient);
        const moves = n.and(n.less(n.zero, squared), n.and(isFinite(n, squared), isFinite(n, loss)));
        const moved = () => {
          const full = n.div(n.mul(eta, loss), squared);
          const capped = longest === null ? full : n.div(longest, n.sqrt(squared));
          const factor = n.select(
            n.less(capped, full),
            () => capped,
            () => full,
          );
          return theta.map((w, k) => n.sub(w, n.mul(factor, gradient[k])));
        };
        return { theta: n.selectAll(moves, moved, () => theta), memory };
      },
    };
  },
};
