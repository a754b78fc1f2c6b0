import type { Numeric } from '../../numeric/numeric.js';

/** One number a filter would like to be zero, and its derivatives by θ. */
export interface Measurement<T, C> {
  readonly residual: T;
  readonly slope: readonly T[];
  /** Whether it measures anything here. The first measurement always counts. */
  readonly counts: C;
}

/** A sample as a filter sees it. */
export interface Measured<T, C> {
  /** The sample's loss. */
  readonly loss: T;
  /** The part of it that the measurements can see: what noise and decay are proportional to. */
  readonly seen: T;
  /** One or two. */
  readonly measurements: readonly [Pick<Measurement<T, C>, 'residual' | 'slope'>, Measurement<T, C>?];
}

/** The same as a list of numbers, of one length for all samples of a loss: a choice of two can be made. */
export function flatMeasured<T, C>(n: Numeric<T, C>, { loss, seen, measurements }: Measured<T, C>): readonly T[] {
  const [first, second] = measurements;
  const flat = [loss, seen, first.residual, ...first.slope];
  if (second === undefined) return flat;
  const counts = n.select(
    second.counts,
    () => n.one,
    () => n.zero,
  );
  return [...flat, second.residual, ...second.slope, counts];
}

/** @param size how many entries θ has */
export function measuredFrom<T, C>(n: Numeric<T, C>, flat: readonly T[], size: number): Measured<T, C> {
  const [loss, seen, residual, ...rest] = flat;
  const first = { residual, slope: rest.slice(0, size) };
  if (rest.length === size) return { loss, seen, measurements: [first] };
  const [second, ...others] = rest.slice(size);
  const counts = n.less(n.zero, others[size]);
  return { loss, seen, measurements: [first, { residual: second, slope: others.slice(0, size), counts }] };
}
