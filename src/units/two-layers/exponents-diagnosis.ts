import type { Diagnosed, Diagnosis, DiagnosisColumn, DiagnosisOutcome, Finding, UnitSolution } from '../diagnosis.js';
import { flattenWeights, unflattenWeights, type Weights } from './layers.js';
import { recogniseSolution } from './solution.js';

/** What a phase does to samples. */
export interface Phase {
  /** Share of samples on which the phase silences every output. */
  readonly deadShare: number;
  /** The phase sum most samples see. */
  readonly phaseSum: number;
}

/** What the phase of a unit adds to its diagnosis. */
export interface PhaseDiagnosis {
  of(weights: Weights<number>, samples: Diagnosed<unknown>['samples']): Phase;
  readonly outcome: DiagnosisOutcome<unknown>;
}

/** What tells two-layer units with exponents in W1 apart. */
export interface ExponentUnit {
  /** The exponent W1 takes to raise |u| to the power 1: ½ for log-square, 1 for complex-log. */
  readonly unitExponent: number;
  /** null for a unit that has no phase. */
  readonly phase: PhaseDiagnosis | null;
}

const columns: readonly DiagnosisColumn[] = [
  { name: 'dead_share', unit: null, says: 'share of samples that the phase silences; 0 where a unit has no phase' },
  { name: 'phase_sum', unit: 'half turns', says: 'the phase sum that most samples see' },
  { name: 'exponent_low', unit: null, says: 'the least exponent' },
  { name: 'exponent_high', unit: null, says: 'the greatest exponent' },
  { name: 'solution_permutation', unit: null, says: 'which input each hidden row sees in the nearest solution' },
  { name: 'solution_scale', unit: null, says: 'the common scale of that solution' },
  { name: 'solution_residual', unit: null, says: 'how far the weights are from that solution' },
];

/** The diagnosis of a two-layer unit whose W1 holds exponents: its solution, its exponents and its phase. */
export function exponentsDiagnosis({ unitExponent, phase }: ExponentUnit): Diagnosis {
  const exponents: Diagnosis['exponents'] = (theta, sizes) =>
    unflattenWeights(sizes, theta)
      .w1.flat()
      .map((w) => w / unitExponent);
  const solution = ({ theta, sizes, exponents: wanted }: Diagnosed<unknown>): UnitSolution | null => {
    if (wanted === null) return null;
    const nearest = recogniseSolution(unflattenWeights(sizes, theta), wanted, unitExponent);
    return nearest === null ? null : { ...nearest, theta: flattenWeights(nearest.weights) };
  };
  return {
    columns,
    exponents,
    solution,
    outcomes: phase === null ? [] : [phase.outcome],
    find(given): Readonly<Record<string, Finding>> {
      const weights = unflattenWeights(given.sizes, given.theta);
      const own = exponents(given.theta, given.sizes, given.options);
      const nearest = solution(given);
      const seen = phase === null ? null : phase.of(weights, given.samples);
      return {
        dead_share: seen === null ? 0 : seen.deadShare,
        phase_sum: seen === null ? null : seen.phaseSum,
        exponent_low: Math.min(...own),
        exponent_high: Math.max(...own),
        solution_permutation: nearest === null ? null : nearest.permutation.join(' '),
        solution_scale: nearest === null ? null : nearest.scale,
        solution_residual: nearest === null ? null : nearest.residual,
      };
    },
  };
}
