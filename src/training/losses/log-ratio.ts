import { z } from 'zod';
import type { PolarLoss } from './loss.js';

const name = 'log-ratio';

/**
 * The symmetric log-ratio loss (docs/science.md section 4), of one output v with v/t = exp(ρ + iθ), θ = π·p:
 *
 *     ℓ = ln D,   D = 1 + 2(cosh ρ − cos θ) = 1 + |v − t|²/(|v|·|t|)
 *     ∂ℓ/∂ρ = 2 sinh ρ / D,   ∂ℓ/∂θ = 2 sin θ / D
 *
 * It does not change when v and t change places, is |v/t − 1|² near the target, and |ρ| far from it.
 *
 * Computed from E = e^{ρ/2}, S = E − 1/E = 2 sinh(ρ/2) and T = 2 sin(θ/2) as D = 1 + (S² + T²), since cosh ρ
 * − cos θ itself cancels near the target: S carries an absolute error of about 2u, so that ℓ is good to about
 * 4u/√ℓ relative to itself, plus u/ℓ of the logarithm's argument: 10^-8 at ℓ = 10^-8. |ρ| > 1,400 overflows
 * to an infinite loss and NaN derivatives.
 */
export const logRatio: PolarLoss = {
  name,
  says: 'the logarithm of 1 + |y − t|²/(|y|·|t|), which is the same for y and t exchanged',
  sees: 'polar',
  setting: z.strictObject({ kind: z.literal(name) }),
  examples: [{ kind: name }],
  on: (n) => ({
    at(ln, halfTurns) {
      const half = n.fromNumber(0.5);
      const e = n.exp(n.mul(half, ln));
      const inverse = n.div(n.one, e);
      const s = n.sub(e, inverse);
      const squared = n.mul(s, s);
      const angle = n.mul(n.mul(half, n.pi), halfTurns);
      const sine = n.sin(angle);
      const t = n.add(sine, sine);
      const d = n.add(n.one, n.add(squared, n.mul(t, t)));
      return {
        loss: n.ln(d),
        magnitudeLoss: n.ln(n.add(n.one, squared)),
        byLn: n.div(n.mul(s, n.add(e, inverse)), d),
        byAngle: n.div(n.mul(n.add(t, t), n.cos(angle)), d),
      };
    },
  }),
};
