/** A closed interval, low ≤ high. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The smallest interval that contains both; null is the empty one. */
export function hull(first: Interval | null, second: Interval | null): Interval | null {
  if (first === null || second === null) return first ?? second;
  return { low: Math.min(first.low, second.low), high: Math.max(first.high, second.high) };
}
