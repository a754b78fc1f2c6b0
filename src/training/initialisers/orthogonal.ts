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
  const [count, length] = wide ? [rows, columns] : [columns, rows];
  const basis: number[] = [];
  for (let k = 0; k < count * length; k++) basis.push(rng.normal());
  for (let row = 0; row < count * length; row += length) {
    for (let before = 0; before < row; before += length) takeAlong(basis, row, before, length);
    normalise(basis, row, length);
  }
  const scaled = basis.map((entry) => scale * entry);
  return wide ? scaled : transposed(scaled, columns, rows);
}

/** @param rows, columns of the matrix that is given */
function transposed(matrix: readonly number[], rows: number, columns: number): readonly number[] {
  return matrix.map((_, k) => matrix[(k % rows) * columns + Math.floor(k / rows)]);
}

/** A row less its part along another, which has length 1. */
function takeAlong(matrix: number[], row: number, other: number, length: number): void {
  let along = 0;
  for (let k = 0; k < length; k++) along += matrix[row + k] * matrix[other + k];
  for (let k = 0; k < length; k++) matrix[row + k] -= along * matrix[other + k];
}

function normalise(matrix: number[], row: number, length: number): void {
  let squares = 0;
  for (let k = 0; k < length; k++) squares += matrix[row + k] * matrix[row + k];
  const norm = Math.sqrt(squares);
  for (let k = 0; k < length; k++) matrix[row + k] /= norm;
}
