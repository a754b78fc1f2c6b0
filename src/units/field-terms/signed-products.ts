import type { Numeric } from '../../numeric/numeric.js';
import { dot } from '../linear.js';
import type { Matrix } from '../two-layers/layers.js';
import type { Forward } from '../unit.js';
import { phaseOf } from './phase.js';
import { product, productsOfOthers, takenOrLeft } from './products.js';

/** A product of magnitudes, and the angle that its sign is the cosine of. */
interface SignedProduct<T> {
  readonly factors: readonly T[];
  readonly magnitude: T;
  readonly angle: T;
  readonly cosine: T;
}

function signedProduct<T, C>(
  n: Numeric<T, C>,
  w: readonly T[],
  magnitudes: readonly T[],
  phases: readonly T[],
): SignedProduct<T> {
  const factors = takenOrLeft(n, w, magnitudes);
  const angle = dot(n, w, phases);
  return { factors, magnitude: product(n, factors), angle, cosine: n.cos(angle) };
}

/**
 * Magnitudes taken or left, and the sign by a cosine:
 *
 *     f_j = W[o,j]·|z_j| + 1 − W[o,j],  k_j = π·[z_j<0]        y_o = Π_j f_j · cos(Σ_j W[o,j]·k_j)
 *
 * @param w O×J @param z of length J @returns y, of length O
 */
export function signedProducts<T, C>(n: Numeric<T, C>, w: Matrix<T>, z: readonly T[]): readonly T[] {
  return signedProductsForward(n, w, z).output;
}

/**
 * The same with its backward pass. With M = Π_j f_j, φ = Σ_j W[o,j]·k_j and e = ∂L/∂y:
 *
 *     ∂L/∂W[o,j] = e_o·cos φ·(|z_j| − 1)·Π_{i≠j} f_i − e_o·M·sin φ·k_j
 *
 * Guarded: e·cos φ, −e·M·sin φ and every entry of the result.
 */
export function signedProductsForward<T, C>(n: Numeric<T, C>, w: Matrix<T>, z: readonly T[]): Forward<T> {
  const magnitudes = z.map((value) => n.abs(value));
  const phases = z.map((value) => phaseOf(n, value));
  const rows = w.map((row) => signedProduct(n, row, magnitudes, phases));
  return {
    output: rows.map(({ magnitude, cosine }) => n.mul(magnitude, cosine)),
    backward: (byOutput, _gradient, guard) =>
      rows.flatMap(({ factors, magnitude, angle, cosine }, o) => {
        const byMagnitude = guard(n.mul(byOutput[o], cosine));
        const byAngle = guard(n.neg(n.mul(n.mul(byOutput[o], magnitude), n.sin(angle))));
        return productsOfOthers(n, factors).map((others, j) => {
          const slope = n.mul(n.sub(magnitudes[j], n.one), others);
          return guard(n.add(n.mul(byMagnitude, slope), n.mul(byAngle, phases[j])));
        });
      }),
  };
}
