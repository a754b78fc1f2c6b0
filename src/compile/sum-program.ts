import type { Numeric } from '../numeric/numeric.js';
import type { NodeOfNumber } from './node.js';
import { Trace } from './trace.js';
import { traced } from './traced.js';

/** Sums over samples, written once over any number system. */
export interface SumProgram {
  /** Entries of θ, which all samples have in common. */
  readonly size: number;
  /** Values of a sample. */
  readonly inputs: number;
  /** How many sums there are. */
  readonly sums: number;
  on<T, C>(n: Numeric<T, C>): TermsOf<T>;
}

/** What a sample adds to each sum: terms in the order in which they are added. */
export type TermsOf<T> = (theta: readonly T[], sample: readonly T[]) => Terms<T>;

/** For each sum its terms. */
export type Terms<T> = readonly (readonly T[])[];

/** The terms of a sample, recorded: inputs are θ, then the sample. */
export interface RecordedTerms {
  readonly trace: Trace;
  readonly terms: Terms<NodeOfNumber>;
}

/** @throws Error where the program asks a number system for more than can be recorded */
export function recordTerms(program: SumProgram): RecordedTerms {
  const trace = new Trace();
  const theta = trace.inputs('number', program.size);
  return { trace, terms: program.on(traced(trace))(theta, trace.inputs('number', program.inputs)) };
}
