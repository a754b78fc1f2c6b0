/**
 * Words of 64 bits: what generators of random numbers are made of. `W` is opaque as the `T` of `Numeric` is:
 * a generator written against this interface runs on any system of words, one that records included.
 */
export interface Words<W, T> {
  word(bits: bigint): W;
  /** a + b modulo 2^64. */
  add(a: W, b: W): W;
  and(a: W, b: W): W;
  or(a: W, b: W): W;
  xor(a: W, b: W): W;
  /** @param count from 0 to 63 */
  shiftLeft(a: W, count: number): W;
  /** Zeros come in. @param count from 0 to 63 */
  shiftRight(a: W, count: number): W;
  /** The number that a word below 2^52 is, exactly. */
  toNumber(a: W): T;
}
