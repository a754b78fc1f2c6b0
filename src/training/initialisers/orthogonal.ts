import type { Draws } from '../../random/rng.js';
import { positive } from '../fields.js';
import type { Initialiser } from './initialiser.js';

/**
 * A scale times a random matrix with orthonormal rows, or columns where there are more rows than columns
 * (Saxe, McClelland & Ganguli 2014).
 */
export const orthogonal: Initialiser<number> = {
  name: 'orthogonal',
  says: 'a random orthogonal matrix times a scale',
  argument: positive,
  examples: [2, 0.5],
  dimensions: 2,
  draw: (scale, [rows, columns], rng) => orthogonalMatrix(rows, columns, scale, rng),
};

/**
 * Gram–Schmidt on the rows of a Gaussian matrix gives Haar measure, all rotations and reflections alike: it
 * is QR with a positive diagonal of R (Mezzadri 2007, "How to generate random matrices from the classical
 * compact groups"). Gaussian entries are drawn row by row.
 */
function orthogonalMatrix(rows: number, columns: number, scale: number, rng: Draws): readonly number[] {
  const wide = rows <= columns;
  const gaussian = wide ? matrixOf(rows, columns, () => rng.normal()) : matrixOf(columns, rows, () => rng.normal());
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
  return matrixOf(rows, columns, (r, c) => scale * (wide ? basis[r][c] : basis[c][r])).flat();
}

function matrixOf(rows: number, columns: number, entry: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => entry(r, c)));
}
