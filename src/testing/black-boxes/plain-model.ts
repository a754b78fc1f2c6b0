import type { GradientModel } from '../../gradcheck/gradient-model.js';

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, i) => value * b[i]));
export const squares = (values: readonly number[]) => dot(values, values);
export const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
export const relu = (s: number) => Math.max(0, s);

/** ln Σ exp(x_i), shifted by the largest. */
export function logSumExp(x: readonly number[]): number {
  const largest = Math.max(...x);
  return largest + Math.log(sum(x.map((value) => Math.exp(value - largest))));
}

export function softmax(x: readonly number[]): number[] {
  const total = logSumExp(x);
  return x.map((value) => Math.exp(value - total));
}

/** A model of one parameter. */
export function scalar(loss: (x: number) => number, gradient: (x: number) => number): GradientModel {
  return { loss: ([x]) => loss(x), gradient: ([x]) => [gradient(x)] };
}

/** The model with its gradient changed. */
export function altered(
  model: GradientModel,
  change: (gradient: readonly number[], params: readonly number[]) => readonly number[],
) {
  return { loss: model.loss, gradient: (params: readonly number[]) => change(model.gradient(params), params) };
}

/** The model with one entry of its gradient changed. */
export function entryAltered(
  model: GradientModel,
  entry: number,
  change: (value: number, params: readonly number[]) => number,
) {
  return altered(model, (gradient, params) => gradient.with(entry, change(gradient[entry], params)));
}
