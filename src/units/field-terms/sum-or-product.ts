import type { Numeric } from '../../numeric/numeric.js';
import { matrixVector } from '../linear.js';
import type { Matrix } from '../two-layers/layers.js';
import { logMagnitudes } from './log-magnitudes.js';

/**
 * One matrix for two paths, and a gate an output between them:
 *
 *     a = W·x,  m = exp(W·l),  l = ln(|x| + 10⁻⁷)        y = g∘a + (1 − g)∘m
 *
 * @param w O×I @param gates g, of length O @param x of length I @returns y, of length O
 */
export function sumOrProduct<T, C>(n: Numeric<T, C>, w: Matrix<T>, gates: readonly T[], x: readonly T[]): readonly T[] {
  const sums = matrixVector(n, w, x);
  const products = matrixVector(n, w, logMagnitudes(n, x)).map((value) => n.exp(value));
  return gates.map((gate, o) => n.add(n.mul(gate, sums[o]), n.mul(n.sub(n.one, gate), products[o])));
}
