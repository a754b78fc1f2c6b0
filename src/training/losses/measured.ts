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
