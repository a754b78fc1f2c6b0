import type { SampleSet } from '../network/samples.js';
import { shapeOf, type Weights } from '../network/weights.js';

/** |cos| below this counts as nothing: the output is then a thousandth of its modulus or less. */
const negligible = 1e-3;

/**
 * The share of samples on which every output of the complex-log network is (nearly) zero because its phase sum
 * Σ_{j: u_j<0} W1[o,j] is a half-integer: |cos(π·Σ)| < 10^-3.
 */
export function deadShare(weights: Weights<number>, set: SampleSet): number {
  const { inputs } = shapeOf(weights);
  let dead = 0;
  for (let k = 0; k < set.size; k++) {
    const negative = weights.w0.map((row) => row.reduce((u, w, i) => u + w * set.inputs[k * inputs + i], 0) < 0);
    if (weights.w1.every((row) => Math.abs(Math.cos(Math.PI * phaseSum(row, negative))) < negligible)) dead++;
  }
  return dead / set.size;
}

/** Σ_{j: u_j<0} W1[o,j] */
export function phaseSum(exponents: readonly number[], negative: readonly boolean[]): number {
  return exponents.reduce((sum, w, j) => (negative[j] ? sum + w : sum), 0);
}

/**
 * The phase sum of the first output that most samples see; of equally common ones the one seen first. It says where a run ended: in a
 * dead phase it is near a half-integer.
 */
export function commonPhaseSum(weights: Weights<number>, set: SampleSet): number {
  const { inputs, hidden } = shapeOf(weights);
  const [exponents] = weights.w1;
  const seen = new Map<number, number>();
  for (let k = 0; k < set.size; k++) {
    let sum = 0;
    for (let j = 0; j < hidden; j++) {
      let u = 0;
      for (let i = 0; i < inputs; i++) u += weights.w0[j][i] * set.inputs[k * inputs + i];
      if (u < 0) sum += exponents[j];
    }
    seen.set(sum, (seen.get(sum) ?? 0) + 1);
  }
  let common = 0;
  let most = 0;
  for (const [sum, count] of seen) {
    if (count > most) [common, most] = [sum, count];
  }
  return common;
}
