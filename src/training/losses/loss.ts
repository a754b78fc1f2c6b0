import type { Numeric } from '../../numeric/numeric.js';
import type { Part, Setting } from '../part.js';

/** A loss of one sample: of the output, or of the output's polar form beside the target. */
export type Loss<S extends Setting = Setting> = OutputLoss<S> | PolarLoss<S>;

/** A loss L(y, t) whose least value is 0. */
export interface OutputLoss<S extends Setting = Setting> extends Part<S> {
  readonly sees: 'output';
  on<T, C>(n: Numeric<T, C>, setting: S): OutputLossOn<T>;
}

/** An output loss in one number system. */
export interface OutputLossOn<T> {
  /** Lengths O. @returns L and ∂L/∂y */
  at(y: readonly T[], target: readonly T[]): { readonly loss: T; readonly byOutput: readonly T[] };
}

/**
 * A loss L = Σ_o ℓ(ρ_o, π·p_o) of y_o/t_o = exp(ρ_o + iπ·p_o), whose least value is 0. It asks for a unit
 * with a polar form.
 */
export interface PolarLoss<S extends Setting = Setting> extends Part<S> {
  readonly sees: 'polar';
  on<T, C>(n: Numeric<T, C>, setting: S): PolarLossOn<T>;
}

/** A polar loss in one number system. */
export interface PolarLossOn<T> {
  /** ℓ of one output, with its derivatives. @param ln ρ @param halfTurns p */
  at(ln: T, halfTurns: T): PolarLossAt<T>;
}

/** ℓ of one output. */
export interface PolarLossAt<T> {
  readonly loss: T;
  /** ℓ at p = 0: what is wrong with the magnitude alone. */
  readonly magnitudeLoss: T;
  /** ∂ℓ/∂ρ */
  readonly byLn: T;
  /** ∂ℓ/∂(π·p) */
  readonly byAngle: T;
}
