/**
 * A way to bring models of a library, or of another language, to a check. The library is no dependency: the
 * adapter's functions are given it. `adapterLaws` holds one to what its library says.
 */
export interface Adapter {
  readonly name: string;
  /** The package that its functions are given; null where they need none. */
  readonly peer: string | null;
  /** What it takes, for people. */
  readonly says: string;
  /** The functions that make models, by name. */
  readonly functions: readonly string[];
}

/** A model without inputs, whose gradient is a flat list. */
export interface AdaptedModel<Params> {
  loss(params: Params): number;
  gradient(params: Params): readonly number[];
}
