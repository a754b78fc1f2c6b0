import { float64 } from '../../src/numeric/backends/float64.js';

/** Numbers as text that tells −0 from 0 and every NaN from every number. */
export function bitsOf(values: Iterable<number>): string[] {
  return Array.from(values, (value) => float64.format(value));
}
