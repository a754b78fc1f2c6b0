import { cos } from '../../numeric/elementary/cos.js';
import type { InputSet } from '../diagnosis.js';
import type { Phase, PhaseDiagnosis } from '../two-layers/exponents-diagnosis.js';
import { unflattenWeights, type Weights } from '../two-layers/layers.js';

/** |cos| below this counts as nothing: the output is then a thousandth of its modulus or less. */
const negligible = 1e-3;

/** Samples on which the same rows are negative. */
class SignPattern {
  samples = 0;
  readonly #next: [other: SignPattern | null, negative: SignPattern | null] = [null, null];

  /** @param negative whether u_j < 0, of the first rows or of all */
  constructor(readonly negative: readonly boolean[]) {}

  /** With one more row. */
  with(isNegative: boolean): SignPattern {
    const index = Number(isNegative);
    return (this.#next[index] ??= new SignPattern([...this.negative, isNegative]));
  }
}

/**
 * The patterns of the signs of u that samples have, those seen first first. Evaluations ask for thousands of
 * samples, which have few patterns, so that nothing is allocated for a sample.
 */
function signPatterns({ w0 }: Weights<number>, { size, inputs }: InputSet): readonly SignPattern[] {
  const none = new SignPattern([]);
  const seen: SignPattern[] = [];
  for (let k = 0; k < size; k++) {
    let pattern = none;
    for (const row of w0) {
      let u = 0;
      for (let i = 0; i < row.length; i++) u += row[i] * inputs[k * row.length + i];
      pattern = pattern.with(u < 0);
    }
    if (pattern.samples++ === 0) seen.push(pattern);
  }
  return seen;
}

/** Σ_{j: u_j<0} W1[o,j] */
export function phaseSum(exponents: readonly number[], negative: readonly boolean[]): number {
  let sum = 0;
  for (let j = 0; j < exponents.length; j++) if (negative[j]) sum += exponents[j];
  return sum;
}

/**
 * The share of samples on which every output of the complex-log network is (nearly) zero because its phase
 * sum Σ_{j: u_j<0} W1[o,j] is a half-integer: |cos(π·Σ)| < 10^-3.
 */
function deadShare({ w1 }: Weights<number>, patterns: readonly SignPattern[], size: number): number {
  const dead = patterns.filter(({ negative }) =>
    w1.every((row) => Math.abs(cos(Math.PI * phaseSum(row, negative))) < negligible),
  );
  return dead.reduce((sum, { samples }) => sum + samples, 0) / size;
}

/**
 * The phase sum of the first output that most samples see; of equally common ones the one seen first. It says
 * where a run ended: in a dead phase it is near a half-integer.
 */
function commonPhaseSum({ w1 }: Weights<number>, patterns: readonly SignPattern[]): number {
  const seen = new Map<number, number>();
  for (const { negative, samples } of patterns) {
    const sum = phaseSum(w1[0], negative);
    seen.set(sum, (seen.get(sum) ?? 0) + samples);
  }
  let common = 0;
  let most = 0;
  for (const [sum, count] of seen) {
    if (count > most) [common, most] = [sum, count];
  }
  return common;
}

/** What the phase of a network does to samples. */
export function phaseOf(weights: Weights<number>, set: InputSet): Phase {
  const patterns = signPatterns(weights, set);
  return { deadShare: deadShare(weights, patterns, set.size), phaseSum: commonPhaseSum(weights, patterns) };
}

/** A run is in a dead phase when this share of the samples is silenced. */
const deadThreshold = 0.95;

/** The phase's part of the complex-log unit's diagnosis. */
export const phaseDiagnosis: PhaseDiagnosis = {
  of: phaseOf,
  outcome: {
    name: 'dead-phase',
    tells: { countsAs: 'phase sum' },
    says: 'for nearly all inputs the output’s phase makes the gradient vanish: the weights stand still, and no sample moves them any more',
    holds: ({ theta, sizes, samples }) => phaseOf(unflattenWeights(sizes, theta), samples).deadShare >= deadThreshold,
  },
};
