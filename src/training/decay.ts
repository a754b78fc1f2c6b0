import type { Numeric } from '../numeric/numeric.js';

/** What one step forgets. */
export interface Forgotten<T> {
  /** min(1, L); 1 where L is no number. */
  readonly share: T;
  /** 1 − κ·min(1, L): what every weight is multiplied by. */
  readonly keep: T;
}

/** Decay by κ as a recipe asks for it: θ ← (1 − κ·min(1, L))·θ. */
export function decayOf<T, C>(n: Numeric<T, C>, decay: number): (loss: T) => Forgotten<T> {
  const kappa = n.fromNumber(decay);
  return (loss) => {
    const share = n.select(
      n.less(loss, n.one),
      () => loss,
      () => n.one,
    );
    return { share, keep: n.sub(n.one, n.mul(kappa, share)) };
  };
}
