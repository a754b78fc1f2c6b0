import { z } from 'zod';
import { float64 } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import { nacSparsityError } from '../field-terms/nac-weight.js';
import { size, sumOf } from '../field-terms/penalties.js';
import { sumOrProduct } from '../field-terms/sum-or-product.js';
import { nalu } from '../nalu/nalu.js';
import type { Unit } from '../unit.js';

/** ln φ of the golden ratio φ = (1 + √5)/2. */
function lnOfGoldenRatio<T, C>(n: Numeric<T, C>): T {
  return n.ln(n.div(n.add(n.one, n.sqrt(n.fromNumber(5))), n.fromNumber(2)));
}

/**
 * NALU with the golden ratio φ in the place of e: the arguments of tanh and σ are multiplied by ln φ, which
 * makes both less steep. The product φ^(W·log_φ(…)) is the same as with e.
 *
 *     W = tanh(Ŵ·ln φ) ∘ σ(M̂·ln φ),  g = σ(G·x·ln φ)        y = g∘(W·x) + (1 − g)∘exp(W·ln(|x| + 10⁻⁷))
 *
 * Shapes, drawing and penalty as NALU.
 */
export const gNalu: Unit = {
  name: 'g-nalu',
  says: 'NALU with the golden ratio as the base of its squashing functions',
  source: 'Mistry, Farrahi & Hare 2022, "A Primer for Neural Arithmetic Logic Modules"; nalm-benchmark, golden-ratio',
  options: z.strictObject({}),
  gradients: ['exact'],
  sparsityError(theta, { inputs, outputs }) {
    const lnPhi = lnOfGoldenRatio(float64);
    return nacSparsityError(theta.slice(inputs * outputs).map((w) => w * lnPhi));
  },
  parameters: (sizes) => nalu.parameters(sizes, {}),
  on(n, sizes) {
    const lnPhi = lnOfGoldenRatio(n);
    const forward = sumOrProduct(n, sizes, (value) => n.mul(value, lnPhi));
    return {
      output: (theta, x) => forward(theta, x).output,
      forward,
      penalties: { L1: sumOf(n, size) },
    };
  },
};
