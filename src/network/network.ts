import type { Numeric } from '../numeric/numeric.js';
import { complexLog } from './complex-log.js';
import { logSquare } from './log-square.js';
import type { Weights } from './weights.js';

export const networkNames = ['log-square', 'complex-log'] as const;
export type NetworkName = (typeof networkNames)[number];

/** `exact`: the derivative of the loss. `projected`: listing 2's, which drops −Im v·π·[u<0] (complex-log only). */
export const gradientNames = ['exact', 'projected'] as const;
export type GradientName = (typeof gradientNames)[number];

/** What is done to every intermediate of the backward pass: identity for the mathematical gradient, nz∘clip for listing 2. */
export type Guard<T> = (value: T) => T;

/**
 * A two-layer network y = y(W0, W1, x), as pure functions over any backend.
 * Shapes: x has I entries, W0 is H×I, W1 is O×H, y and t have O entries.
 */
export interface Network {
  readonly name: NetworkName;
  /** The gradients this network offers. */
  readonly gradients: readonly GradientName[];
  /** The exponent W1 takes to raise |u| to the power 1: ½ for log-square, 1 for complex-log. */
  readonly unitExponent: number;
  /** The output y, of length O. */
  output<T>(n: Numeric<T>, weights: Weights<T>, x: readonly T[]): readonly T[];
  /**
   * ∂L/∂W0 and ∂L/∂W1 of L = ½ Σ_o (y_o − t_o)², with every intermediate passed through `guard`.
   */
  gradient<T>(
    n: Numeric<T>,
    weights: Weights<T>,
    x: readonly T[],
    target: readonly T[],
    kind: GradientName,
    guard: Guard<T>,
  ): LossGradient<T>;
}

/** A sample's loss and its gradient. */
export interface LossGradient<T> {
  /** L = ½ Σ_o (y_o − t_o)², of the errors before `guard`. */
  readonly loss: T;
  readonly gradient: Weights<T>;
}

/** The network of that name. */
export function networkNamed(name: NetworkName): Network {
  return name === 'log-square' ? logSquare : complexLog;
}
