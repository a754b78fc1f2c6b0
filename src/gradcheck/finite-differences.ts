import { log2 } from '../numeric/elementary/log2.js';
import { pow } from '../numeric/elementary/pow.js';
import type { Numeric } from '../numeric/numeric.js';

/** What is known of a function near the point where it is differentiated. */
export interface Neighbourhood {
  /**
   * A lower bound for the distance to the nearest singularity, branch point or cut (in the complex plane).
   * Steps keep within a quarter of half of it. Infinity stands for 2: give the scale on which the function
   * changes where that is another.
   */
  readonly radius: number;
  /**
   * The order 2m of the difference: m central differences, extrapolated.
   * @defaultValue 8
   */
  readonly order?: number;
  /**
   * c: one evaluation errs by at most c·u·max|f|, u the unit roundoff: about the number of roundings in it.
   * @defaultValue 128
   */
  readonly roundings?: number;
  /**
   * A bound for |f| on the disc of half the radius, where one is known; measured otherwise.
   * @defaultValue 0
   */
  readonly magnitude?: number;
}

/** A derivative, and how far from the truth it may be. */
export interface NumericDerivative<T> {
  readonly value: T;
  /** A bound for |value − f'(x)| by the error model of `derivative`. */
  readonly tolerance: number;
  /** The longest step taken. */
  readonly step: number;
}

/**
 * f'(x) by m central differences at h_i = h/2^i, i = 0 … m−1, extrapolated to h = 0 (Richardson 1911; Joyce
 * 1971, "Survey of Extrapolation Processes", SIAM Rev. 13):
 *
 *     A_i = (f(x+h_i) − f(x−h_i)) / 2h_i,   D = Σ w_i·A_i,   w_i = Π_{j≠i} h_j²/(h_j² − h_i²)
 *
 * Error model, with |f| ≤ M on the disc of radius ρ around x, ρ half the given radius (1 where that is
 * infinite):
 *
 * truncation A_i = Σ_k a_{2k+1}·h_i^{2k}, and Cauchy's estimate gives |a_k| ≤ M/ρ^k. Extrapolation
 * annihilates k =
 *                1 … m−1; of h^{2k}, k ≥ m, it leaves Π h_i² times the complete symmetric polynomial of
 *                degree k − m in
 *                the h_i², which is at most C(k−1, m−1)·h^{2(k−m)}. Summed:  (M/ρ)·Π(h_i/ρ)²·(1 −
 *                (h/ρ)²)^{−m}
 * rounding each sample errs by u·M·(c + |x|/ρ): c roundings, and that of x ± h_i carried through f' ≤ M/ρ:
 *                u·M·(c + |x|/ρ)·Σ|w_i|/h_i
 *
 * Both are proportional to M/ρ, so the step that makes their sum least does not depend on M:
 * (h/ρ)^{2m+1} = u·(c + |x|/ρ)·Σ(|w_i|·2^i)·2^{m(m−1)}/2m, the u^{1/(k+1)} rule for order k = 2m; at most ¼.
 *
 * M is the given magnitude or more: the largest |f| at the samples and at x ± ρ, and no less than it takes
 * for the model to explain the differences between neighbours in the extrapolation table, which are a_3, a_5,
 * … at work. One stage more than the order asks for is carried to that end, so that a_{2m+1}, the first that
 * matters, is among them; what that stage changes is added to the tolerance, should the radius have been too
 * hopeful.
 */
export function derivative<T>(
  n: Numeric<T>,
  f: (x: T) => T,
  x: T,
  { radius, order = 8, roundings = 128, magnitude: known = 0 }: Neighbourhood,
): NumericDerivative<T> {
  const stages = order / 2;
  if (!Number.isInteger(stages) || stages < 1)
    throw new RangeError(`order is ${order}, must be an even number from 2 up`);
  if (!(radius > 0)) throw new RangeError(`radius is ${radius}, must be positive`);
  const rho = radius === Number.POSITIVE_INFINITY ? 1 : radius / 2;
  const sampleError = n.unitRoundoff * (roundings + Math.abs(n.toNumber(x)) / rho);
  const step = pow(2, Math.floor(log2(rho * optimalStep(stages, sampleError))));

  let largest = known;
  const sample = (offset: number): T => {
    const value = f(n.add(x, n.fromNumber(offset)));
    largest = Math.max(largest, Math.abs(n.toNumber(value)));
    return value;
  };
  sample(rho);
  sample(-rho);
  const table = extrapolationTable(n, sample, step, stages + 1);
  const magnitude = Math.max(largest, explainingMagnitude(n, table, step, rho, sampleError));
  const value = table[stages - 1][stages - 1];
  const seen = Math.abs(n.toNumber(n.sub(table[stages][stages], value)));
  return { value, tolerance: magnitude * errorPerMagnitude(stages, step, rho, sampleError) + seen, step };
}

/**
 * f'(x) by the differences of orders 2, 4, … 2m at one given step, with which `derivative` would do better to
 * choose: D of its docstring for 1, 2, … m stages, all from h_0 = h. For seeing what a step does.
 * @param step h, positive; a power of two is exact in every backend @param stages m, at least 1
 * @returns m derivatives; that of order 2k is the k-th
 */
export function centralDifferences<T>(
  n: Numeric<T>,
  f: (x: T) => T,
  x: T,
  { step, stages }: { readonly step: number; readonly stages: number },
): readonly T[] {
  const table = extrapolationTable(n, (offset) => f(n.add(x, n.fromNumber(offset))), step, stages);
  return table.map((row) => row[row.length - 1]);
}

/**
 * A_i and then what is left of the errors in them: in row i, entry j is free of h², h⁴, … h^{2j} (Neville's
 * scheme at h = 0).
 */
function extrapolationTable<T>(n: Numeric<T>, sample: (offset: number) => T, step: number, stages: number): T[][] {
  const table: T[][] = [];
  for (let i = 0; i < stages; i++) {
    const h = step * pow(2, -i);
    const row = [n.div(n.sub(sample(h), sample(-h)), n.fromNumber(2 * h))];
    for (let j = 1; j <= i; j++) {
      const correction = n.div(n.sub(row[j - 1], table[i - 1][j - 1]), n.fromNumber(pow(2, 2 * j) - 1));
      row.push(n.add(row[j - 1], correction));
    }
    table.push(row);
  }
  return table;
}

/** w_i for nodes h/2^i, which do not depend on h. */
function extrapolationWeights(stages: number): number[] {
  const squares = Array.from({ length: stages }, (_, i) => pow(2, -2 * i));
  return squares.map((own, i) =>
    squares.reduce((product, other, j) => (i === j ? product : (product * other) / (other - own)), 1),
  );
}

/** Σ |w_i|·2^i: how much of a sample's error/h reaches the result. */
function amplification(stages: number): number {
  return extrapolationWeights(stages).reduce((sum, weight, i) => sum + Math.abs(weight) * pow(2, i), 0);
}

/** h/ρ of the docstring above. */
function optimalStep(stages: number, sampleError: number): number {
  const balance = (sampleError * amplification(stages) * pow(2, stages * (stages - 1))) / (2 * stages);
  return Math.min(0.25, pow(balance, 1 / (2 * stages + 1)));
}

/** The error bound of an extrapolation of so many stages from that longest step, for M = 1. */
function errorPerMagnitude(stages: number, step: number, rho: number, sampleError: number): number {
  const relative = step / rho;
  const truncation =
    (pow(relative, 2 * stages) * pow(2, -stages * (stages - 1))) / pow(1 - relative * relative, stages);
  return truncation / rho + (sampleError * amplification(stages)) / step;
}

/**
 * The least M for which no entry of the table differs from its two parents by more than the sum of their
 * error bounds.
 */
function explainingMagnitude<T>(
  n: Numeric<T>,
  table: readonly T[][],
  step: number,
  rho: number,
  sampleError: number,
): number {
  let magnitude = 0;
  table.forEach((row, i) => {
    for (let j = 1; j <= i; j++) {
      const own = errorPerMagnitude(j + 1, step * pow(2, j - i), rho, sampleError);
      const left = errorPerMagnitude(j, step * pow(2, j - 1 - i), rho, sampleError);
      const above = errorPerMagnitude(j, step * pow(2, j - i), rho, sampleError);
      const fromLeft = Math.abs(n.toNumber(n.sub(row[j], row[j - 1])));
      const fromAbove = Math.abs(n.toNumber(n.sub(row[j], table[i - 1][j - 1])));
      magnitude = Math.max(magnitude, fromLeft / (own + left), fromAbove / (own + above));
    }
  });
  return magnitude;
}
