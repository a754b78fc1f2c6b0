import type { GradientModel } from '../../gradcheck/gradient-model.js';
import type { GradientVerdict } from '../../gradcheck/verdict.js';
import type { Formula } from './calculator.js';

/** What a verdict can say. */
export type GradientTruth = GradientVerdict['kind'];

/** One row of the table by which the harness is judged: a black box whose truth is known. */
export interface GradientCase {
  /** What is right or wrong about it, in a few words. */
  readonly name: string;
  /** The kind of black box, by which results are counted. */
  readonly group: string;
  /** The verdict that is right. */
  readonly truth: GradientTruth;
  /** Verdicts that are as true: of a bisection, that its loss is a staircase. */
  readonly orElse?: readonly GradientTruth[];
  readonly model: GradientModel;
  /** The point. */
  readonly params: readonly number[];
  /** The entries that are checked, where not all are. */
  readonly entries?: readonly number[];
  /** The entry a wrong verdict must name. */
  readonly entry?: number;
  /** How far the wrong entry is off, relative to the right one. */
  readonly errorSize?: number;
  /** The loss over any number system, where it is written so: what its right gradient is found with. */
  readonly formula?: Formula;
}

/** A case before it is known where it belongs. */
export type GradientRow = Omit<GradientCase, 'truth' | 'group'>;

/** Rows as cases of one group and one truth. */
export function casesOf(group: string, truth: GradientTruth, rows: readonly GradientRow[]): readonly GradientCase[] {
  return rows.map((row) => ({ ...row, group, truth }));
}
