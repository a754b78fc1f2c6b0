import { cos } from '../../numeric/elementary/cos.js';
import type { InputSet } from '../diagnosis.js';
import type { PhaseDiagnosis } from '../two-layers/exponents-diagnosis.js';
import { unflattenWeights, type Weights } from '../two-layers/layers.js';

/** |cos| below this counts as nothing: the output is then a thousandth of its modulus or less. */
const negligible = 1e-3;

/**
 * The share of samples on which every output of the complex-log network is (nearly) zero because its phase
 * sum Σ_{j: u_j<0} W1[o,j] is a half-integer: |cos(π·Σ)| < 10^-3.
 */
export function deadShare(weights: Weights<number>, set: InputSet): number {
  const negative = new Array<boolean>(weights.w0.length);
  let dead = 0;
  for (let k = 0; k < set.size; k++) {
    findNegative(weights, set, k, negative);
    if (weights.w1.every((row) => Math.abs(cos(Math.PI * phaseSum(row, negative))) < negligible)) dead++;
  }
  return dead / set.size;
}

/**
 * Whether u_j < 0 on sample k, into `negative`: no allocation, since evaluations ask for thousands of
 * samples.
 */
function findNegative(weights: Weights<number>, { inputs }: InputSet, k: number, negative: boolean[]): void {
  for (let j = 0; j < negative.length; j++) {
    const row = weights.w0[j];
    let u = 0;
    for (let i = 0; i < row.length; i++) u += row[i] * inputs[k * row.length + i];
    negative[j] = u < 0;
  }
}

/** Σ_{j: u_j<0} W1[o,j] */
export function phaseSum(exponents: readonly number[], negative: readonly boolean[]): number {
  let sum = 0;
  for (let j = 0; j < exponents.length; j++) if (negative[j]) sum += exponents[j];
  return sum;
}

/**
 * The phase sum of the first output that most samples see; of equally common ones the one seen first. It says
 * where a run ended: in a dead phase it is near a half-integer.
 */
export function commonPhaseSum(weights: Weights<number>, set: InputSet): number {
  const negative = new Array<boolean>(weights.w0.length);
  const seen = new Map<number, number>();
  for (let k = 0; k < set.size; k++) {
    findNegative(weights, set, k, negative);
    const sum = phaseSum(weights.w1[0], negative);
    seen.set(sum, (seen.get(sum) ?? 0) + 1);
  }
  let common = 0;
  let most = 0;
  for (const [sum, count] of seen) {
    if (count > most) [common, most] = [sum, count];
  }
  return common;
}

/** A run is in a dead phase when this share of the samples is silenced. */
const deadThreshold = 0.95;

/** The phase's part of the complex-log unit's diagnosis. */
export const phaseDiagnosis: PhaseDiagnosis = {
  deadShare,
  phaseSum: commonPhaseSum,
  outcome: {
    name: 'dead-phase',
    tells: { countsAs: 'phase sum' },
    says: 'for nearly all inputs the output’s phase makes the gradient vanish: the weights stand still, and no sample moves them any more',
    holds: ({ theta, sizes, samples }) => deadShare(unflattenWeights(sizes, theta), samples) >= deadThreshold,
  },
};
