import type { GradientModel } from '../../gradcheck/gradient-model.js';
import { uniformNumbers } from './altered-gradients.js';
import { casesOf, type GradientCase, type GradientRow } from './gradient-case.js';
import { dot, sum } from './plain-model.js';

const quadraticGradient = (theta: readonly number[]) => theta.map((value) => 2 * value);
const quadratic = (theta: readonly number[]) => dot(theta, theta);

/** |θ|² plus something that depends on what was called before. */
function disturbed(disturbance: (theta: readonly number[]) => number): GradientModel {
  return { loss: (theta) => quadratic(theta) + disturbance(theta), gradient: quadraticGradient };
}

/** Noise that a generator adds, of that size. */
function withNoise(size: number): GradientRow {
  const next = uniformNumbers(5);
  return {
    name: `noise of ${size.toExponential()} from a generator`,
    model: disturbed(() => size * (next() - 0.5)),
    params: [0.8, -1.3],
  };
}

/** Every k-th call is off. */
function everyCall(k: number, size: number): GradientRow {
  let calls = 0;
  return {
    name: `every call out of ${k} off by ${size.toExponential()}`,
    model: disturbed(() => (++calls % k === 0 ? size : 0)),
    params: [0.8, -1.3],
  };
}

/** A mask that leaves out other parameters in each call. */
function dropout(): GradientModel {
  const next = uniformNumbers(9);
  return {
    loss: (theta) => quadratic(theta.map((value) => (next() < 0.5 ? 0 : 2 * value))),
    gradient: quadraticGradient,
  };
}

/** Samples that take turns. */
function minibatches(): GradientModel {
  let calls = 0;
  const loss = (theta: readonly number[]) => {
    calls++;
    return quadratic(theta.map((value, i) => value - Math.sin(3 * calls + i)));
  };
  return { loss, gradient: quadraticGradient };
}

/** Batch statistics that go on running while the loss is evaluated. */
function runningMean(): GradientModel {
  let mean = 0;
  const loss = (theta: readonly number[]) => {
    mean = 0.9 * mean + 0.1 * sum(theta);
    return quadratic(theta.map((value) => value - mean));
  };
  return { loss, gradient: quadraticGradient };
}

/** A cache that answers with what was asked before. */
function oneBehind(): GradientModel {
  let before = 0;
  const loss = (theta: readonly number[]) => {
    const answer = before;
    before = quadratic(theta) + before / 3;
    return answer;
  };
  return { loss, gradient: quadraticGradient };
}

/** Each loss averaged with those before. */
function smoothed(): GradientModel {
  let average = 10;
  const loss = (theta: readonly number[]) => {
    average = 0.7 * average + 0.3 * quadratic(theta);
    return average;
  };
  return { loss, gradient: quadraticGradient };
}

/** A solver that goes on from where it stopped in the last call, some steps at a time. */
function warmStart(): GradientModel {
  let y = 5;
  const loss = ([theta]: readonly number[]) => {
    for (let k = 0; k < 3; k++) y = y - 0.05 * (y - theta);
    return y * y;
  };
  return { loss, gradient: ([theta]) => [2 * theta] };
}

/** A hundred terms summed from another place on in each call, as parallel threads do. */
function parallelSum(): GradientModel {
  let calls = 0;
  const loss = ([theta]: readonly number[]) => {
    const start = ++calls * 37;
    const terms = Array.from({ length: 100 }, (_, i) => Math.sin(theta * (((i + start) % 100) + 1)) / 7);
    return sum(terms);
  };
  return {
    loss,
    gradient: ([theta]) => [sum(Array.from({ length: 100 }, (_, i) => ((i + 1) * Math.cos(theta * (i + 1))) / 7))],
  };
}

/** A right loss with a gradient that is another one each time. */
function unsteadyGradient(size: number): GradientRow {
  const next = uniformNumbers(3);
  return {
    name: `gradient with noise of ${size.toExponential()}`,
    model: {
      loss: quadratic,
      gradient: (theta) => quadraticGradient(theta).map((value) => value + size * (next() - 0.5)),
    },
    params: [0.8, -1.3],
  };
}

/** A gradient that is added to the one before, where it was not set to zero. */
function accumulated(): GradientModel {
  let total: readonly number[] = [0, 0];
  const gradient = (theta: readonly number[]) => {
    total = quadraticGradient(theta).map((value, i) => value + total[i]);
    return total;
  };
  return { loss: quadratic, gradient };
}

const point = [0.8, -1.3];
const rows: readonly GradientRow[] = [
  ...[1e-12, 1e-9, 1e-7, 1e-5, 1e-3].map(withNoise),
  everyCall(2, 1e-6),
  everyCall(3, 1e-3),
  everyCall(7, 0.1),
  { name: 'a dropout mask of its own in each call', model: dropout(), params: point },
  { name: 'minibatches that take turns', model: minibatches(), params: point },
  { name: 'batch statistics that go on running', model: runningMean(), params: point },
  { name: 'cache that is one call behind', model: oneBehind(), params: point },
  { name: 'loss averaged with those before', model: smoothed(), params: point },
  { name: 'solver that goes on from its last solution', model: warmStart(), params: [0.8] },
  { name: 'parallel sum in another order each time', model: parallelSum(), params: [0.8] },
  unsteadyGradient(1e-12),
  unsteadyGradient(1e-4),
  { name: 'gradient added to the one before', model: accumulated(), params: point },
];

/** Losses and gradients that are another one in the next call. */
export const statefulCases: readonly GradientCase[] = casesOf('stateful', 'noisy', rows);
