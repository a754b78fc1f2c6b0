import type { MpfrNumeric } from './mpfr.js';

/**
 * Opens MPFR: see `loadMpfr` of mpfr.ts. Its library, which takes 30 ms to load, is loaded with the first.
 * @param digits an integer in [16, 10000]
 * @throws RangeError outside
 */
export async function loadMpfr(digits: number): Promise<MpfrNumeric> {
  const mpfr = await import('./mpfr.js');
  return mpfr.loadMpfr(digits);
}
