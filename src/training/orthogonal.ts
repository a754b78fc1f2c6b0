import type { Matrix } from '../network/weights.js';
import type { Draws } from '../random/rng.js';

/**
 * A scale times a random matrix with orthonormal rows, or columns where there are more rows than columns (Saxe, McClelland &
 * Ganguli 2014).
 *
 * Gram–Schmidt on the rows of a Gaussian matrix gives Haar measure, all rotations and reflections alike: it is QR with a
 * positive diagonal of R (Mezzadri 2007, "How to generate random matrices from the classical compact groups"). Gaussian entries are
 * drawn row by row, two uniforms each.
 */
export function orthogonal(rows: number, columns: number, scale: number, rng: Draws): Matrix<number> {
  const wide = rows <= columns;
  const gaussian = wide ? matrixOf(rows, columns, () => normal(rng)) : matrixOf(columns, rows, () => normal(rng));
  const basis: (readonly number[])[] = [];
  for (const row of gaussian) {
    let rest = row;
    for (const direction of basis) {
      const along = rest.reduce((sum, value, k) => sum + value * direction[k], 0);
      rest = rest.map((value, k) => value - along * direction[k]);
    }
    const length = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
    basis.push(rest.map((value) => value / length));
  }
  return matrixOf(rows, columns, (r, c) => scale * (wide ? basis[r][c] : basis[c][r]));
}

/** A standard normal number (Box & Muller 1958), from two uniforms; 1 − r is in (0, 1], so the logarithm is finite. */
function normal(rng: Draws): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.next()));
  return radius * Math.cos(2 * Math.PI * rng.next());
}

function matrixOf(rows: number, columns: number, entry: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => entry(r, c)));
}
