import fc from 'fast-check';
import { describe, test } from 'vitest';
import { decimal } from '../src/numeric/backends/decimal.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import { twoLayerNetworks } from '../src/testing/two-layer-network.js';
import { gradientEqualsDual } from './laws/gradient.js';
import { runs } from './run-count.js';

/**
 * P2. The exact gradient equals what dual numbers carry through the same forward code, up to rounding; domain
 * as P1's.
 */
describe('P2: the exact gradient equals forward-mode automatic differentiation', async () => {
  const mpfr = await loadMpfr(50);
  for (const network of twoLayerNetworks) {
    test(`${network.name}, float64`, () => {
      fc.assert(gradientEqualsDual(float64, network), { numRuns: runs(300) });
    });
    test(`${network.name}, mpfr with 50 digits`, () => {
      fc.assert(gradientEqualsDual(mpfr, network), { numRuns: runs(60) });
    });
    test(`${network.name}, decimal with 50 digits`, () => {
      fc.assert(gradientEqualsDual(decimal(50), network), { numRuns: runs(20) });
    });
  }
});
