import type { Calculator } from './calculator.js';
import { casesOf, type GradientRow } from './gradient-case.js';
import { formulaRow, ordinary, rowsOf } from './formula-model.js';

/** det of a 3×3 matrix row by row, by its first row. */
function determinant<T>(on: Calculator<T>, [a, b, c, d, e, f, g, h, i]: readonly T[]): T {
  const { add, mul, sub } = on;
  const minor = (p: T, q: T, r: T, s: T) => sub(mul(p, s), mul(q, r));
  return add(sub(mul(a, minor(e, f, h, i)), mul(b, minor(d, f, g, i))), mul(c, minor(d, e, g, h)));
}

/** x of A·x = b by elimination without pivoting; A row by row. */
export function solved<T>(on: Calculator<T>, matrix: readonly T[], b: readonly T[]): readonly T[] {
  const { sub, mul, div } = on;
  const n = b.length;
  const rows = rowsOf(matrix, n).map((row, i) => [...row, b[i]]);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = div(rows[i][k], rows[k][k]);
      rows[i] = rows[i].map((value, j) => sub(value, mul(factor, rows[k][j])));
    }
  }
  return rows.map((row, i) => div(row[n], row[i]));
}

/** The lower Cholesky factor of a symmetric positive definite matrix, row by row. */
export function cholesky<T>(on: Calculator<T>, matrix: readonly (readonly T[])[]): readonly (readonly T[])[] {
  const { sub, dot, div, sqrt } = on;
  const lower: T[][] = [];
  matrix.forEach((row, i) => {
    lower.push([]);
    for (let j = 0; j <= i; j++) {
      const rest = sub(row[j], dot(lower[i].slice(0, j), lower[j].slice(0, j)));
      lower[i].push(i === j ? sqrt(rest) : div(rest, lower[j][j]));
    }
  });
  return lower;
}

/** B·Bᵀ + I, rows. */
function covariance<T>(on: Calculator<T>, b: readonly T[], n: number): readonly (readonly T[])[] {
  const rows = rowsOf(b, n);
  return rows.map((p, i) => rows.map((q, j) => on.add(on.dot(p, q), i === j ? 1 : 0)));
}

/** A·B of 2×2 matrices. */
function product<T>({ add, mul }: Calculator<T>, a: readonly T[], b: readonly T[]): readonly T[] {
  return [0, 0, 2, 2].map((row, k) => add(mul(a[row], b[k % 2]), mul(a[row + 1], b[2 + (k % 2)])));
}

/** Well-conditioned: 3·I plus ordinary numbers. */
const regular = ordinary(9, 0.4).map((value, i) => (i % 4 === 0 ? value + 3 : value));
const fixed = ordinary(9, 2.1);

const rows: readonly GradientRow[] = [
  formulaRow('determinant of a 3×3 matrix', regular, determinant),
  formulaRow('ln |det| by its square', regular, (on, m) => on.ln(on.square(determinant(on, m)))),
  formulaRow('ln det of B·Bᵀ + I by Cholesky', ordinary(9, 1), (on, b) =>
    on.mul(2, on.sum(cholesky(on, covariance(on, b, 3)).map((row, i) => on.ln(row[i])))),
  ),
  formulaRow('|A⁻¹b|², A and b free', [...regular, ...ordinary(3)], (on, p) => {
    const x = solved(on, p.slice(0, 9), p.slice(9));
    return on.dot(x, x);
  }),
  formulaRow('trace of the inverse', regular, (on, m) =>
    on.sum(
      [0, 1, 2].map(
        (k) =>
          solved(
            on,
            m,
            [0, 1, 2].map((i) => on.of(i === k ? 1 : 0)),
          )[k],
      ),
    ),
  ),
  formulaRow('quadratic form', ordinary(3), (on, x) => on.dot(x, on.apply(fixed, x))),
  formulaRow('Rayleigh quotient', ordinary(3, 0.7), (on, x) => on.div(on.dot(x, on.apply(fixed, x)), on.dot(x, x))),
  formulaRow('larger eigenvalue of a symmetric 2×2 matrix', [1.3, -0.8, 0.4], (on, [a, b, d]) => {
    const half = on.div(on.sub(a, d), 2);
    return on.add(on.div(on.add(a, d), 2), on.sqrt(on.add(on.square(half), on.square(b))));
  }),
  formulaRow('Frobenius norm of a product', ordinary(8, 0.3), (on, p) => {
    const ab = product(on, p.slice(0, 4), p.slice(4));
    return on.sqrt(on.dot(ab, ab));
  }),
  formulaRow('trace of a matrix exponential', ordinary(4, 1.1), (on, a) => {
    let term: readonly (typeof a)[number][] = [1, 0, 0, 1].map(on.of);
    let trace = on.of(2);
    for (let k = 1; k <= 20; k++) {
      term = product(on, term, a).map((value) => on.div(value, k));
      trace = on.add(trace, term[0], term[3]);
    }
    return trace;
  }),
  formulaRow('nuclear norm of a 2×2 matrix', [1.2, -0.3, 0.5, 0.9], (on, [a, b, c, d]) =>
    on.sqrt(on.add(on.dot([a, b, c, d], [a, b, c, d]), on.mul(2, on.abs(on.sub(on.mul(a, d), on.mul(b, c)))))),
  ),
  formulaRow('Gram determinant of two vectors', ordinary(6, 0.2), (on, p) => {
    const [a, b] = rowsOf(p, 3);
    return on.sub(on.mul(on.dot(a, a), on.dot(b, b)), on.square(on.dot(a, b)));
  }),
  formulaRow('cosine similarity', ordinary(8, 0.9), (on, p) => {
    const [a, b] = rowsOf(p, 4);
    return on.div(on.dot(a, b), on.sqrt(on.mul(on.dot(a, a), on.dot(b, b))));
  }),
  formulaRow('bilinear form xᵀWy', ordinary(15, 0.6), (on, p) =>
    on.dot(p.slice(0, 3), on.apply(p.slice(3, 12), p.slice(12))),
  ),
  formulaRow('length of a cross product', ordinary(6, 1.7), (on, [a, b, c, d, e, f]) => {
    const { sub, mul } = on;
    const cross = [sub(mul(b, f), mul(c, e)), sub(mul(c, d), mul(a, f)), sub(mul(a, e), mul(b, d))];
    return on.sqrt(on.dot(cross, cross));
  }),
  formulaRow('polynomial by Horner', ordinary(6, 0.1), (on, c) =>
    c.reduceRight((value, coefficient) => on.add(on.mul(value, 0.7), coefficient)),
  ),
  formulaRow('orthogonality penalty |WᵀW − I|²', ordinary(9, 2.6), (on, w) => {
    const gram = covariance(on, w, 3).flatMap((row, i) => row.map((value, j) => on.sub(value, i === j ? 2 : 0)));
    return on.dot(gram, gram);
  }),
];

/** Right gradients of linear algebra. */
export const linearAlgebra = casesOf('linear algebra', 'correct', rows);
