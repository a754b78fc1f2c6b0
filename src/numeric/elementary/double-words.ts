const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Where the sign and the exponent are: the second word where the least significant byte comes first. */
const high = new Uint8Array(Uint16Array.of(1).buffer)[0];
const low = 1 - high;

/** The sign, the exponent and the first 20 bits of the significand. */
export function highWord(x: number): number {
  double[0] = x;
  return words[high];
}

/** The number whose 64 bits are these two words. */
export function fromWords(highBits: number, lowBits: number): number {
  words[high] = highBits;
  words[low] = lowBits;
  return double[0];
}

/** x with the last 32 bits of its significand cleared. */
export function headOf(x: number): number {
  double[0] = x;
  words[low] = 0;
  return double[0];
}
