import { exp } from '../../numeric/elementary/exp.js';
import { log } from '../../numeric/elementary/log.js';
import { square } from '../../numeric/elementary/square.js';
import type { Matrix, Weights } from './layers.js';

/**
 * The member of the solution family nearest to some weights (science.md section 3).
 *
 * For a target Π x_i^{p_i} the complex-log network's global minima are: every input with p_i ≠ 0 is seen by a
 * hidden row of its own, W0[j] = c_j·(unit vector of that input), W1[o,j] = p[o,i]; the other rows have W1 =
 * 0; and the scales cancel, Π|c_j|^{p_j} = 1, with signs that leave the phase alone. For a/b that is W0 = c·P
 * with one c ≠ 0 and W1 = (1, −1)·P.
 */
export interface Solution {
  /** permutation[j] is the input that hidden row j sees; −1 for a row that is not used. */
  readonly permutation: readonly number[];
  /** c_j of each used row, in row order. */
  readonly scales: readonly number[];
  /**
   * One number for all of them: the geometric mean of |c_j|, negative where every c_j is. For a/b it is c
   * itself; 1 where no row is used.
   */
  readonly scale: number;
  /**
   * Distance to the member: √(Σ (W0[j,i] − c_j·P[j,i])²/c_j² + Σ (W1 − p/k)²·k²), k as `unitExponent` (1 for
   * complex-log, 2 for log-square), so that W0 is measured relative to its scale and W1 as an exponent. Rows
   * with W1 = 0 count only by W1.
   */
  readonly residual: number;
  /** The member's weights; unused rows keep the W0 they have. */
  readonly weights: Weights<number>;
}

/**
 * Weights farther than this from every member are not a solution. A run that meets the field's MSE threshold
 * is within 0.01.
 */
export const solutionTolerance = 0.01;

/**
 * Finds the nearest member of the solution family over all permutations and scales, in a time that grows with
 * the number of weights.
 * @param exponents p, O×I
 * @param unitExponent the W1 entry that raises |u| to the power 1: 1 for complex-log, ½ for log-square
 * @param tolerance below ½: beyond, rows and inputs could be matched in more than one way
 * @returns null where no member is within `tolerance`, where a weight is not finite, or where there are fewer
 * rows than inputs that matter
 */
export function recogniseSolution(
  weights: Weights<number>,
  exponents: Matrix<number>,
  unitExponent: number,
  tolerance = solutionTolerance,
): Solution | null {
  const relevant = exponents[0].map((_, i) => i).filter((i) => exponents.some((row) => row[i] !== 0));
  const rows = relevant.map((input) => rowOf(weights, exponents, unitExponent, input, tolerance));
  if (!rows.every((row) => row !== null)) return null;
  const member = memberAt(weights, exponents, unitExponent, relevant, rows);
  return member !== null && member.residual <= tolerance ? member : null;
}

/**
 * The hidden row that sees an input in the nearest member; null where none can. Within a tolerance t < ½ an
 * entry of a row is below t·|c| but for the one of its input, which is above (1 − t)·|c|: a row can see only
 * the input of its greatest entry, so that each input is looked at alone and no order of rows is tried. Of
 * several rows the one is taken with which the residual is least.
 */
function rowOf(
  { w0, w1 }: Weights<number>,
  exponents: Matrix<number>,
  unitExponent: number,
  input: number,
  tolerance: number,
): number | null {
  let best: { readonly row: number; readonly costs: number } | null = null;
  for (const [row, entries] of w0.entries()) {
    const size = Math.abs(entries[input]);
    if (!entries.every((w, i) => i === input || Math.abs(w) < size)) continue;
    const off = exponents.map((p, o) => w1[o][row] / unitExponent - p[input]);
    if (!off.every((distance) => Math.abs(distance) <= tolerance)) continue;
    // What the residual's square is more than that of a row that is not used.
    const costs =
      sumOfSquares(entries.map((w, i) => (i === input ? 0 : w / size))) +
      sumOfSquares(off) -
      sumOfSquares(exponents.map((_, o) => w1[o][row] / unitExponent));
    if (best === null || costs <= best.costs) best = { row, costs };
  }
  return best === null ? null : best.row;
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + square(value), 0);
}

/**
 * The nearest member in which `rows[k]` sees input `relevant[k]`; null where the scales' signs do not cancel.
 */
function memberAt(
  weights: Weights<number>,
  exponents: Matrix<number>,
  unitExponent: number,
  relevant: readonly number[],
  rows: readonly number[],
): Solution | null {
  const raw = rows.map((row, k) => weights.w0[row][relevant[k]]);
  if (!raw.every((c) => Number.isFinite(c) && c !== 0)) return null;
  // Log-square does not see signs.
  if (unitExponent === 1 && !signsCancel(exponents, relevant, raw)) return null;
  const scales = balancedScales(exponents, relevant, raw);

  const permutation = weights.w0.map((_, row) => (rows.includes(row) ? relevant[rows.indexOf(row)] : -1));
  const member: Weights<number> = {
    w0: weights.w0.map((entries, row) => {
      const k = rows.indexOf(row);
      return k < 0 ? entries : entries.map((_, i) => (i === relevant[k] ? scales[k] : 0));
    }),
    w1: weights.w1.map((entries, o) =>
      entries.map((_, row) => (rows.includes(row) ? exponents[o][relevant[rows.indexOf(row)]] * unitExponent : 0)),
    ),
  };
  let squares = 0;
  rows.forEach((row, k) => {
    weights.w0[row].forEach((w, i) => (squares += square((w - member.w0[row][i]) / scales[k])));
  });
  weights.w1.forEach((entries, o) => {
    entries.forEach((w, row) => (squares += square((w - member.w1[o][row]) / unitExponent)));
  });

  const inRowOrder = rows
    .map((row, k) => ({ row, scale: scales[k] }))
    .sort((a, b) => a.row - b.row)
    .map(({ scale }) => scale);
  const mean = exp(scales.reduce((sum, c) => sum + log(Math.abs(c)), 0) / Math.max(1, scales.length));
  return {
    permutation,
    scales: inRowOrder,
    scale: equalOr(inRowOrder, scales.length > 0 && scales.every((c) => c < 0) ? -mean : mean),
    residual: Math.sqrt(squares),
    weights: member,
  };
}

/** The common value where all are equal (no rounding through a logarithm), else the given mean. */
function equalOr(values: readonly number[], mean: number): number {
  const [first = mean] = values;
  return values.every((value) => value === first) ? first : mean;
}

/**
 * Whether negative scales leave every output as it is: with integer exponents Π sign(c_j)^{p_j} = +1; a
 * fractional exponent takes only a positive scale, since cos(π·p) ≠ ±1.
 */
function signsCancel(exponents: Matrix<number>, relevant: readonly number[], scales: readonly number[]): boolean {
  return exponents.every((row) => {
    const negative = relevant.filter((_, k) => scales[k] < 0).map((i) => row[i]);
    return negative.every(Number.isInteger) && negative.reduce((sum, p) => sum + p, 0) % 2 === 0;
  });
}

/**
 * The scales nearest to `raw` (in ln|c|) with Π|c_j|^{p_j} = 1 for every output. One output: ln|c'| = ln|c| −
 * p·(p·ln|c|)/(p·p). For several outputs the projections are repeated (Kaczmarz) until they stand still.
 * Equal scales whose exponents cancel are left untouched.
 */
function balancedScales(exponents: Matrix<number>, relevant: readonly number[], raw: readonly number[]): number[] {
  const rows = exponents.map((row) => relevant.map((i) => row[i]));
  const magnitudes = raw.map(Math.abs);
  const cancels = magnitudes.every((c) => c === magnitudes[0]) && rows.every((p) => p.reduce((a, b) => a + b, 0) === 0);
  if (cancels) return [...raw];
  let logs = magnitudes.map(log);
  for (let sweep = 0; sweep < (rows.length === 1 ? 1 : 200); sweep++) {
    for (const p of rows.filter((row) => row.some((value) => value !== 0))) {
      const excess =
        p.reduce((sum, value, k) => sum + value * logs[k], 0) / p.reduce((sum, value) => sum + value * value, 0);
      logs = logs.map((value, k) => value - p[k] * excess);
    }
  }
  return logs.map((value, k) => Math.sign(raw[k]) * exp(value));
}
