import { askLoss, type Inquiry } from './inquiry.js';

/** Which parameters hold single precision, and the gradient that the model claims. */
export interface Holding {
  readonly single: readonly boolean[];
  readonly gradient: readonly number[];
}

/**
 * L at parameters that may lie between the numbers that single precision holds. The model is asked at those
 * beside them, θ', and the loss is taken back along the claimed gradient:
 *
 *     L(θ) ≈ L(θ') − ⟨g, θ' − θ⟩
 *
 * which errs by the second order in the rounding, and by the rounding's share of what g is wrong by.
 */
export function heldLoss({ single, gradient }: Holding): (wanted: readonly number[]) => Inquiry<number> {
  if (!single.includes(true)) return askLoss;
  return function* (wanted) {
    let beside = 0;
    const held = wanted.map((value, i) => {
      if (!single[i]) return value;
      const near = Math.fround(value);
      if (Number.isFinite(gradient[i])) beside += gradient[i] * (near - value);
      return near;
    });
    return (yield* askLoss(held)) - beside;
  };
}
