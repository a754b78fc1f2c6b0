import type { Arbitrary } from 'fast-check';
import { log } from '../numeric/elementary/log.js';
import { log2 } from '../numeric/elementary/log2.js';
import { pow } from '../numeric/elementary/pow.js';
import { arbitrarySample, type NetworkSample, type SampleOptions } from './arbitrary-sample.js';
import { conditioning } from './two-layer-model.js';
import type { TwoLayerNetwork } from './two-layer-network.js';

/**
 * Outputs are kept within exp(±20), so that what one of them contributes to a loss is within the digits of 50
 * of another.
 */
const largestLogarithm = 20;

/** Cancellation in u_j is kept below 2^30: float64 then still knows half of its digits. */
const largestCancellation = 2 ** 30;

/**
 * Samples at which a network's gradient exists and can be read off differences of its loss: no input and no
 * pre-activation is 0, no output is beyond exp(±20). Where an output is far from 1, its target is moved
 * beside it by a power of two, since a loss is blind to an output that is nothing beside its target.
 */
export function arbitraryGradientSample(
  network: TwoLayerNetwork,
  options: SampleOptions = {},
): Arbitrary<NetworkSample> {
  return arbitrarySample(options)
    .map((sample) => ({ ...sample, target: sample.target.map((t, o) => t * besides(network, sample, o)) }))
    .filter((sample) => {
      if (sample.x.includes(0)) return false;
      const { u, cancellation, modulus } = conditioning(network, sample.weights, sample.x);
      return (
        !u.includes(0) &&
        cancellation.every((value) => value < largestCancellation) &&
        modulus.every((v) => Math.abs(log(v)) <= largestLogarithm)
      );
    });
}

/** The power of two next to |v_o|; 1 where that is between 2^-8 and 2^8. */
function besides(network: TwoLayerNetwork, { weights, x }: NetworkSample, output: number): number {
  const exponent = Math.round(log2(conditioning(network, weights, x).modulus[output]));
  return Math.abs(exponent) <= 8 || !Number.isFinite(exponent) ? 1 : pow(2, exponent);
}
