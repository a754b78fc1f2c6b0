import type { Numeric } from './numeric.js';

/** Code for any number system. */
export type BackendUser<R> = <T>(n: Numeric<T>) => R | Promise<R>;

/** The decimal digits a backend can be opened with. */
export interface DigitRange {
  readonly lowest: number;
  readonly highest: number;
  /** What it is opened with where nobody says. */
  readonly standard: number;
}

/** A number system users can name. */
export interface Backend {
  readonly name: string;
  /** One phrase on what it computes with. */
  readonly says: string;
  /**
   * null where there is nothing to choose: its precision is fixed, and every one of its values is a float64.
   */
  readonly digits: DigitRange | null;
  /**
   * Opens a context and runs `use` on it. What leaves is numbers or text: a value may be worth nothing
   * without its context.
   * @param digits in `digits`; null for the standard ones
   */
  open<R>(digits: number | null, use: BackendUser<R>): Promise<R>;
}
