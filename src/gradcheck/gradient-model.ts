/** A loss and what claims to be its gradient, both black boxes over plain numbers. */
export interface GradientModel {
  /** L(θ) */
  readonly loss: (params: readonly number[]) => number;
  /** ∂L/∂θ_i, one entry a parameter. */
  readonly gradient: (params: readonly number[]) => readonly number[];
}
