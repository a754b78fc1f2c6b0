import type { Numeric } from '../../numeric/numeric.js';
import type { Guard } from '../unit.js';
import { epsilon32 } from './float32.js';
import { phaseOf } from './phase.js';

/** Complex logarithms of inputs as their gates let them through. All lists have I entries. */
export interface GatedLogarithms<T> {
  /** l, the real part. */
  readonly ln: readonly T[];
  /** k, the imaginary part. */
  readonly angle: readonly T[];
  /**
   * ∂L/∂g from ∂L/∂l and ∂L/∂k, guarded:
   *
   *     ∂L/∂g_i = [0 ≤ g_i ≤ 1]·(∂L/∂l_i·(|x_i| + ε₃₂ − 1)/r_i + ∂L/∂k_i·π·[x_i<0])
   */
  backward(byLn: readonly T[], byAngle: readonly T[], guard: Guard<T>): readonly T[];
}

/**
 *     ĝ = clamp(g, 0, 1),  r = ĝ·(|x| + ε₃₂) + 1 − ĝ        l = ln r,  k = ĝ·π·[x<0]
 *
 * A closed gate makes 1 of its input. At x = 0 behind an open one r is ε₃₂.
 * @param x, gates of one length
 */
export function gatedLogarithms<T, C>(n: Numeric<T, C>, x: readonly T[], gates: readonly T[]): GatedLogarithms<T> {
  const epsilon = n.fromNumber(epsilon32);
  const open = gates.map((gate) => n.clamp(gate, n.zero, n.one));
  const magnitudes = x.map((value) => n.add(n.abs(value), epsilon));
  const phases = x.map((value) => phaseOf(n, value));
  const r = open.map((gate, i) => n.add(n.mul(gate, magnitudes[i]), n.sub(n.one, gate)));
  return {
    ln: r.map((value) => n.ln(value)),
    angle: open.map((gate, i) => n.mul(gate, phases[i])),
    backward: (byLn, byAngle, guard) =>
      gates.map((gate, i) => {
        const slope = n.add(n.mul(byLn[i], n.div(n.sub(magnitudes[i], n.one), r[i])), n.mul(byAngle[i], phases[i]));
        return guard(
          n.select(
            n.or(n.less(gate, n.zero), n.less(n.one, gate)),
            () => n.zero,
            () => slope,
          ),
        );
      }),
  };
}
