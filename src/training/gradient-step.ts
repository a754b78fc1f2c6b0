import type { Numeric } from '../numeric/numeric.js';
import { adam } from './adam.js';
import { momentum } from './momentum.js';
import { clipNorm } from './norm.js';
import { polyakStep } from './polyak-step.js';
import { sgd, type GradientStep, type KalmanRule, type StepRule } from './step-rule.js';

/** The rules that need a gradient and a loss only: all but the filter. */
export type GradientRule = Exclude<StepRule, KalmanRule>;

/** The rule at work on one backend, norm clipping included. @param weights how many weights there are */
export function gradientStep<T>(n: Numeric<T>, rule: GradientRule, weights: number): GradientStep<T> {
  const inner = unclipped(n, rule, weights);
  if (rule.kind === 'polyak' || rule.largestNorm === null) return inner;
  const largest = n.fromNumber(rule.largestNorm);
  return {
    memory: inner.memory,
    step: (w, memory, gradient, loss, eta) => inner.step(w, memory, clipNorm(n, gradient, largest), loss, eta),
  };
}

function unclipped<T>(n: Numeric<T>, rule: GradientRule, weights: number): GradientStep<T> {
  switch (rule.kind) {
    case 'sgd':
      return sgd(n, rule);
    case 'momentum':
      return momentum(n, rule, weights);
    case 'adam':
      return adam(n, rule, weights);
    case 'polyak':
      return polyakStep(n, rule);
  }
}
