import type { Numeric } from '../../numeric/numeric.js';

/** How steep a selector is at its middle. */
const steepness = 1000;

/** T = tanh²(1000·w), which is 0 at w = 0 and 1 beyond |w| ≈ 0.02, and what its slope is made of. */
export interface Selector<T> {
  readonly value: T;
  /** T′ = 2000·h·(1 − h²), h = tanh(1000·w) */
  slope(): T;
}

/** The selector of the reciprocal unit in training; in evaluation it is |w|. */
export function selectorOf<T, C>(n: Numeric<T, C>, w: T): Selector<T> {
  const h = n.tanh(n.mul(n.fromNumber(steepness), w));
  const value = n.mul(h, h);
  return { value, slope: () => n.mul(n.mul(n.fromNumber(2 * steepness), h), n.sub(n.one, value)) };
}

/** power·T + 1 − T: the power where it is selected, else 1. */
export function selected<T, C>(n: Numeric<T, C>, power: T, selector: T): T {
  return n.add(n.mul(power, selector), n.sub(n.one, selector));
}
