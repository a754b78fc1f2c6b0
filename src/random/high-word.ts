/** The upper 32 bits of the product of two words of 32 bits, signed or not, taken as unsigned. */
export function highWord(x: number, y: number): number {
  const [x1, x0, y1, y0] = [x >>> 16, x & 0xffff, y >>> 16, y & 0xffff];
  // Each of these sums is below 2^32.
  const inner = x1 * y0 + ((x0 * y0) >>> 16);
  const outer = x0 * y1 + (inner & 0xffff);
  return x1 * y1 + (inner >>> 16) + (outer >>> 16);
}
