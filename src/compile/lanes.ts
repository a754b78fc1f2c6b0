/** How code is laid out in lanes. */
export interface Lanes {
  /** Vectors of two lanes side by side. */
  readonly vectors: number;
  /** See `Target.grouped`. */
  readonly grouped: number;
}
