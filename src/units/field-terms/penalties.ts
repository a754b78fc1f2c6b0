import { dual } from '../../numeric/dual.js';
import type { Numeric } from '../../numeric/numeric.js';
import type { Penalty } from '../unit.js';

/** What one weight costs. */
export type Cost = <T, C>(n: Numeric<T, C>, w: T) => T;

/** min(|w|, |1 − w|), of R01: free are 0 and 1. Its slope at ½ is 0. */
export const besideZeroAndOne: Cost = (n, w) => n.min(n.abs(w), n.abs(n.sub(n.one, w)));

/** min(|w|, |1 − |w||), of R±: free are −1, 0 and 1. Its slope at ±½ is 0. */
export const besideSignsAndZero: Cost = (n, w) => n.min(n.abs(w), n.abs(n.sub(n.one, n.abs(w))));

/** |1 − |w||, of R_npu: free are −1 and 1; 0 costs 1, with slope 0. */
export const besideSigns: Cost = (n, w) => n.abs(n.sub(n.one, n.abs(w)));

/** |w| */
export const size: Cost = (n, w) => n.abs(w);

/** max(min(w, −w) + 20, 0), of R_inalu: free is what saturates tanh and σ, |w| ≥ 20. */
export const belowTwenty: Cost = (n, w) => n.max(n.add(n.min(w, n.neg(w)), n.fromNumber(20)), n.zero);

/** Entries of θ: from the first to before `to`. Where that is not given, all that follow. */
export interface Range {
  readonly from: number;
  readonly to?: number;
}

/** All of θ. */
const everything: Range = { from: 0 };

type PenaltyOf<T> = (theta: readonly T[]) => Required<Penalty<T>>;

/** Σ cost(w) over a range of θ. */
export function sumOf<T, C>(n: Numeric<T, C>, cost: Cost, range: Range = everything): PenaltyOf<T> {
  const d = dual(n);
  return (theta) => {
    const from = theta.slice(range.from, range.to).map((w) => cost(d, d.variable(w)));
    const before = theta.slice(0, range.from).map(() => n.zero);
    const after = range.to === undefined ? [] : theta.slice(range.to).map(() => n.zero);
    return {
      value: from.map(({ value }) => value).reduce((sum, value) => n.add(sum, value)),
      gradient: [...before, ...from.map(({ derivative }) => derivative), ...after],
    };
  };
}

/** mean cost(w) over a range of θ. */
export function meanOf<T, C>(n: Numeric<T, C>, cost: Cost, range: Range = everything): PenaltyOf<T> {
  const sum = sumOf(n, cost, range);
  return (theta) => {
    const { value, gradient } = sum(theta);
    const count = n.fromNumber((range.to ?? theta.length) - range.from);
    return { value: n.div(value, count), gradient: gradient.map((slope) => n.div(slope, count)) };
  };
}

/** The sum of penalties. */
export function together<T, C>(n: Numeric<T, C>, penalties: readonly PenaltyOf<T>[]): PenaltyOf<T> {
  return (theta) =>
    penalties
      .map((penalty) => penalty(theta))
      .reduce((sum, one) => ({
        value: n.add(sum.value, one.value),
        gradient: sum.gradient.map((slope, k) => n.add(slope, one.gradient[k])),
      }));
}
