import fc from 'fast-check';
import { describe, test } from 'vitest';
import { decimal } from '../src/numeric/backends/decimal.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import { twoLayerNetworks } from '../src/testing/two-layer-network.js';
import { gradientEqualsDifferences } from './laws/gradient.js';
import { runs } from './run-count.js';

/**
 * P1. The exact gradient equals finite differences of the loss: both networks, any shape from 1×1×1 to 4×4×3,
 * any input and pre-activation but 0 (near the branch point, equal and opposite rows, W1 at half-integers,
 * weights and inputs from 2^-300 to 2^300), outputs within exp(±20). The tolerance is the error bound of the
 * differences, from the roundings of one loss and the distance to the branch point (`twoLayerModel`,
 * `derivative`). At 50 digits 30 of them agree or more.
 */
describe('P1: the exact gradient equals finite differences', async () => {
  const mpfr = await loadMpfr(50);
  for (const network of twoLayerNetworks) {
    test(`${network.name}, float64`, () => {
      fc.assert(gradientEqualsDifferences(float64, network, 'exact'), { numRuns: runs(300) });
    });
    test(`${network.name}, mpfr with 50 digits: 30 of them agree`, () => {
      fc.assert(gradientEqualsDifferences(mpfr, network, 'exact', { digits: 30 }), { numRuns: runs(60) });
    });
    test(`${network.name}, decimal with 50 digits: 30 of them agree`, () => {
      fc.assert(gradientEqualsDifferences(decimal(50), network, 'exact', { digits: 30 }), { numRuns: runs(8) });
    });
    test(`${network.name}, decimal with 20 digits`, () => {
      fc.assert(gradientEqualsDifferences(decimal(20), network, 'exact'), { numRuns: runs(8) });
    });
  }
});
