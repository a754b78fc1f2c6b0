/** The least significant byte first, on every processor. */
const bits = new DataView(new ArrayBuffer(8));

/** The sign, the exponent and the first 20 bits of the significand. */
export function highWord(x: number): number {
  bits.setFloat64(0, x, true);
  return bits.getInt32(4, true);
}

/** The number whose 64 bits are these two words. */
export function fromWords(high: number, low: number): number {
  bits.setInt32(0, low, true);
  bits.setInt32(4, high, true);
  return bits.getFloat64(0, true);
}

/** x with the last 32 bits of its significand cleared. */
export function headOf(x: number): number {
  bits.setFloat64(0, x, true);
  bits.setInt32(0, 0, true);
  return bits.getFloat64(0, true);
}
