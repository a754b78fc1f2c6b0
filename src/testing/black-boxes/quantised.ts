import type { GradientModel } from '../../gradcheck/gradient-model.js';
import { square } from '../../numeric/elementary/square.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { dot, scalar, sum } from './plain-model.js';

const x = [0.7, -1.2, 0.4];
const group = 'quantised';

/** The nearest multiple of the step. */
const onGrid = (value: number, step: number) => step * Math.round(value / step);
const steps = [0.5, 0.125, 1e-2, 1e-3];

/** ½(x·Q(w) − 0.3)² with weights on a grid. */
const gridLoss = (step: number) => (w: readonly number[]) =>
  square(
    dot(
      x,
      w.map((value) => onGrid(value, step)),
    ) - 0.3,
  ) / 2;

/** The gradient as if the rounding were not there, at the rounded weights. */
const straightThrough = (step: number) => (w: readonly number[]) => {
  const e =
    dot(
      x,
      w.map((value) => onGrid(value, step)),
    ) - 0.3;
  return x.map((value) => e * value);
};

const flat = (params: readonly number[]) => params.map(() => 0);
const weights = [0.83, -0.41, 1.27];

/** ½(Q(w)·0.7 + b − 0.3)²: a weight on a grid, a bias that is not. */
const mixed = (gradientOfWeight: (e: number) => number): GradientModel => {
  const error = (w: number, b: number) => onGrid(w, 0.25) * 0.7 + b - 0.3;
  return {
    loss: ([w, b]) => square(error(w, b)) / 2,
    gradient: ([w, b]) => [gradientOfWeight(error(w, b)), error(w, b)],
  };
};

/** Labels that two scores get wrong, of five samples. */
const mistakesMade = ([a, b]: readonly number[]) =>
  sum([0.2, 0.9, -0.4, 1.3, -1.1].map((t, k) => (a * t + b > 0 === (k % 2 === 0) ? 0 : 1)));
const table = [0.3, 1.7, -0.4, 2.2];
const lookedUp = (value: number) => table[Math.min(3, Math.max(0, Math.floor(value)))];
const binary = (w: readonly number[]) =>
  square(
    dot(
      x,
      w.map((value) => (value < 0 ? -1 : 1)),
    ) - 0.5,
  );
const ternary = (value: number) => (Math.abs(value) < 0.5 ? 0 : Math.sign(value));
const largestPlace = (values: readonly number[]) => values.indexOf(Math.max(...values));

const flatRows: readonly GradientRow[] = [
  { name: 'round(x) between steps', model: scalar(Math.round, () => 0), params: [0.3] },
  { name: 'floor(x) between steps', model: scalar(Math.floor, () => 0), params: [2.6] },
  { name: 'trunc(x) at 0', model: scalar(Math.trunc, () => 0), params: [0] },
  ...steps.map((step) => ({
    name: `weights on a grid of ${step}`,
    model: { loss: gridLoss(step), gradient: flat },
    params: weights,
  })),
  { name: 'weight on a grid, free bias', model: mixed(() => 0), params: [0.83, 0.4] },
  { name: 'count of mistakes', model: { loss: mistakesMade, gradient: flat }, params: [0.7, 0.31] },
  { name: 'table looked up by floor', model: scalar(lookedUp, () => 0), params: [1.4] },
  { name: 'binary weights', model: { loss: binary, gradient: flat }, params: weights },
  {
    name: 'ternary weights',
    model: scalar(
      (w) => square(ternary(w) - 0.4),
      () => 0,
    ),
    params: [0.8],
  },
  { name: 'place of the largest', model: { loss: largestPlace, gradient: flat }, params: [0.2, 1.1, 0.9] },
  {
    name: 'clipped beyond the grid',
    model: scalar(
      (w) => square(Math.min(1, onGrid(w, 0.1)) - 0.2),
      () => 0,
    ),
    params: [1.7],
  },
  {
    name: 'smooth where the grid is switched off',
    model: scalar(
      (w) => (w < 2 ? w * w : onGrid(w, 0.5)),
      (w) => 2 * w,
    ),
    params: [0.7],
  },
];

const staircaseRows: readonly GradientRow[] = [
  { name: 'round(x), straight through', model: scalar(Math.round, () => 1), params: [0.3] },
  { name: 'floor(x), straight through', model: scalar(Math.floor, () => 1), params: [2.6] },
  ...steps.map((step) => ({
    name: `weights on a grid of ${step}, straight through`,
    model: { loss: gridLoss(step), gradient: straightThrough(step) },
    params: weights,
  })),
  { name: 'weight on a grid, straight through, free bias', model: mixed((e) => 0.7 * e), params: [0.83, 0.4] },
  {
    name: 'count of mistakes with the gradient of a hinge',
    model: { loss: mistakesMade, gradient: () => [-0.4, 0.7] },
    params: [0.7, 0.31],
  },
  { name: 'table by floor, slope between its places', model: scalar(lookedUp, () => -2.1), params: [1.4] },
  {
    name: 'binary weights, straight through',
    model: {
      loss: binary,
      gradient: (w) =>
        x.map(
          (v) =>
            2 *
            v *
            (dot(
              x,
              w.map((value) => (value < 0 ? -1 : 1)),
            ) -
              0.5),
        ),
    },
    params: weights,
  },
  {
    name: 'ternary weights, straight through',
    model: scalar(
      (w) => square(ternary(w) - 0.4),
      (w) => 2 * (ternary(w) - 0.4),
    ),
    params: [0.8],
  },
  {
    name: 'activation of 16 levels, straight through',
    model: scalar(
      (w) => square(onGrid(Math.tanh(w), 1 / 16) - 0.2),
      (w) => 2 * (onGrid(Math.tanh(w), 1 / 16) - 0.2) * (1 - square(Math.tanh(w))),
    ),
    params: [0.9],
  },
];

const jumpRows: readonly GradientRow[] = [
  { name: 'round(x) at a step', model: scalar(Math.round, () => 0), params: [0.5] },
  { name: 'floor(x) at a step', model: scalar(Math.floor, () => 0), params: [2] },
  { name: 'weight on a grid at a step', model: mixed(() => 0), params: [0.125, 0.4] },
  { name: 'binary weight at 0', model: { loss: binary, gradient: flat }, params: [0.8, 0, 1.3] },
  { name: 'table looked up at a border', model: scalar(lookedUp, () => 0), params: [2] },
  { name: 'place of the largest at a tie', model: { loss: largestPlace, gradient: flat }, params: [1.1, 1.1, 0.9] },
];

/** Losses of rounded numbers: flat between steps. */
export const quantisedCases: readonly GradientCase[] = [
  ...casesOf(group, 'correct', flatRows),
  ...casesOf(group, 'staircase', staircaseRows),
  ...casesOf(group, 'branch-cut', jumpRows),
];
