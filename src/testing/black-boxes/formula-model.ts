import type { GradientModel } from '../../gradcheck/gradient-model.js';
import { calculator, type Formula } from './calculator.js';
import type { GradientRow } from './gradient-case.js';
import { GradientTape, roundedNumbers, type Rounding } from './gradient-tape.js';

export const double: Rounding = (value) => value;
/** Every operation rounded to single precision. */
export const single: Rounding = Math.fround;

/** The loss as a formula gives it, and its gradient by reverse mode, both with that rounding. */
export function formulaModel(formula: Formula, round: Rounding = double): GradientModel {
  const on = calculator(roundedNumbers(round));
  return {
    loss: (params) => formula(on, params.map(round)),
    gradient: (params) => {
      const tape = new GradientTape(round);
      const traced = params.map((value) => tape.fromNumber(value));
      return tape.gradient(formula(calculator(tape), traced), traced);
    },
  };
}

/** A row whose loss and right gradient follow from a formula. */
export function formulaRow(name: string, params: readonly number[], formula: Formula): GradientRow {
  return { name, params, formula, model: formulaModel(formula) };
}

/** The same in single precision: parameters, loss and gradient. */
export function singleRow(name: string, params: readonly number[], formula: Formula): GradientRow {
  return { name, params: params.map(single), formula, model: formulaModel(formula, single) };
}

/** Numbers of size 1 with nothing special about them: scale·sin(12.9898·(i + 1) + seed). */
export function ordinary(length: number, seed = 0, scale = 1.3): readonly number[] {
  return Array.from({ length }, (_, i) => scale * Math.sin(12.9898 * (i + 1) + seed));
}

/** Rows `width` long. */
export function rowsOf<T>(values: readonly T[], width: number): readonly (readonly T[])[] {
  return Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width));
}
