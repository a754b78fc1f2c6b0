import type { Telling } from '../base/telling.js';
import type { Sizes } from './unit.js';

/** A set of samples, flat: sample k has the inputs [k·I, (k+1)·I). */
export interface InputSet {
  readonly size: number;
  readonly inputs: Float64Array;
}

/** What is diagnosed: float64 weights that a run ended with, and what it was to learn. */
export interface Diagnosed<O> {
  readonly theta: readonly number[];
  readonly sizes: Sizes;
  readonly options: O;
  /** p, O×I, where the targets are t_o = Π_i x_i^{p[o,i]}; null where they are something else. */
  readonly exponents: readonly (readonly number[])[] | null;
  /** Inputs as training draws them. */
  readonly samples: InputSet;
}

/** A number or a text of a table; null where there is none. */
export type Finding = number | string | null;

/** What a unit can say of trained weights: in columns of its own, and in outcomes that explain a failure. */
export interface Diagnosis<O = unknown> {
  /** The findings' columns, in the order in which tables have them. */
  readonly columns: readonly DiagnosisColumn[];
  /** The findings by column. */
  find(given: Diagnosed<O>): Readonly<Record<string, Finding>>;
  /** Causes of failure, in the order in which they are looked for. */
  readonly outcomes: readonly DiagnosisOutcome<O>[];
  /** The exponents that the unit raises inputs to; its sparsity error is theirs. */
  exponents(theta: readonly number[], sizes: Sizes, options: O): readonly number[];
  /** The nearest ideal solution; null where none is near. */
  solution(given: Diagnosed<O>): UnitSolution | null;
}

/** A column of findings. */
export interface DiagnosisColumn {
  readonly name: string;
  /** The unit of measure; null where there is none. */
  readonly unit: string | null;
  readonly says: string;
}

/** A cause of failure with a name. */
export interface DiagnosisOutcome<O> {
  readonly name: string;
  readonly says: string;
  readonly tells?: Telling;
  /** Whether a run with these weights, which has not learned, failed by this cause. */
  holds(given: Diagnosed<O>): boolean;
}

/** An ideal solution beside the weights it is nearest to. */
export interface UnitSolution {
  /** permutation[j] is the input that hidden row j sees; −1 for a row that is not used. */
  readonly permutation: readonly number[];
  /** One number for the common scale of all used rows. */
  readonly scale: number;
  /** How far the weights are from it, relative to the scale. */
  readonly residual: number;
  /** The solution itself. */
  readonly theta: readonly number[];
}
