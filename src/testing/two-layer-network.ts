import { InputError } from '../base/input-error.js';
import type { Numeric } from '../numeric/numeric.js';
import { squaredError } from '../training/losses/squared-error.js';
import { settingOf } from '../training/part.js';
import { complexLog } from '../units/complex-log/complex-log.js';
import { forwardPass } from '../units/derived-forward.js';
import { logSquare } from '../units/log-square/log-square.js';
import { flattenWeights, shapeOf, unflattenWeights, type Weights } from '../units/two-layers/layers.js';
import type { Guard, Unit } from '../units/unit.js';

/**
 * A two-layer unit over its weights as matrices, with the squared error: what laws of such units are written
 * over.
 */
export interface TwoLayerNetwork {
  readonly name: string;
  readonly gradients: readonly string[];
  /** The exponent W1 takes to raise |u| to the power 1: ½ for log-square, 1 for complex-log. */
  readonly unitExponent: number;
  /** Whether a negative pre-activation turns the phase. */
  readonly hasPhase: boolean;
  /** y, of length O. */
  output<T, C>(n: Numeric<T, C>, weights: Weights<T>, x: readonly T[]): readonly T[];
  /** L = ½ Σ_o (y_o − t_o)², of the errors before `guard`, and ∂L/∂W, every intermediate guarded. */
  gradient<T, C>(
    n: Numeric<T, C>,
    weights: Weights<T>,
    x: readonly T[],
    target: readonly T[],
    kind: string,
    guard: Guard<T>,
  ): { readonly loss: T; readonly gradient: Weights<T> };
}

function networkOf(unit: Unit, unitExponent: number): TwoLayerNetwork {
  return {
    name: unit.name,
    gradients: unit.gradients,
    unitExponent,
    hasPhase: unit.diagnosis !== undefined && unit.diagnosis.outcomes.length > 0,
    output: (n, weights, x) => unit.on(n, shapeOf(weights), {}).output(flattenWeights(weights), x),
    gradient(n, weights, x, target, kind, guard) {
      const shape = shapeOf(weights);
      const pass = forwardPass(n, unit, shape, {})(flattenWeights(weights), x);
      const { loss, byOutput } = squaredError.on(n, settingOf(squaredError.name)).at(pass.output, target);
      const theta = pass.backward(byOutput.map(guard), kind, guard);
      return { loss, gradient: unflattenWeights(shape, theta) };
    },
  };
}

/** The essay's two networks. */
export const complexLogNetwork = networkOf(complexLog, 1);
export const logSquareNetwork = networkOf(logSquare, 0.5);
export const twoLayerNetworks: readonly TwoLayerNetwork[] = [logSquareNetwork, complexLogNetwork];

/** The network of that unit. @throws InputError where it is none with two layers */
export function twoLayerNetwork(name: string): TwoLayerNetwork {
  const found = twoLayerNetworks.find((network) => network.name === name);
  if (found !== undefined) return found;
  throw new InputError(
    `unit: ${name} has no two layers; these have: ${twoLayerNetworks.map((n) => n.name).join(', ')}`,
  );
}
