import { heldLoss, type Holding } from './held-loss.js';
import { inTurn, type Inquiry } from './inquiry.js';
import { movedTogether } from './direction-weights.js';
import { contrast, contrastWeights } from './taylor-noise.js';

/** Spacings of the samples, in units of max(|θ_i|, 1): long enough for a float32 parameter to move. */
const spacings = [2 ** -10, 2 ** -14, 2 ** -18];

/** Samples a spacing: eighteen differences of order six. */
const samples = 24;
const weights = contrastWeights([0, 1, 2, 3, 4, 5, 6]);

/**
 * The noise in one value of the loss near the point, seen while all parameters move at once: three standard
 * deviations, from sixth differences on equidistant points (Hamming's table, as in `contrastWeights`). What a
 * smooth loss leaves in them falls with the spacing and rounding does not, so the spacing that shows least
 * counts. Where the samples are larger than the loss at the point, so is their rounding, by as much.
 */
export function* ambientNoise(params: readonly number[], origin: number, holding: Holding): Inquiry<number> {
  const moved = movedTogether(params);
  const ask = heldLoss(holding);
  const seen = yield* inTurn(spacings, function* (spacing): Inquiry<number> {
    const steps = Array.from({ length: samples }, (_, k) => k - samples / 2);
    const values = yield* inTurn(steps, (k) => ask(moved(k * spacing)));
    const windows = values.slice(0, 1 - weights.length).map((_, k) => values.slice(k, k + weights.length));
    const rough = deviation(windows.map((window) => contrast(weights, window)));
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return largest > 2 * Math.abs(origin) ? (rough / largest) * Math.abs(origin) : rough;
  });
  const finite = seen.filter(Number.isFinite);
  return finite.length === 0 ? 0 : 3 * Math.min(...finite);
}

/** The standard deviation, from the median: a pole or a kink among the samples is in a few windows only. */
function deviation(contrasts: readonly number[]): number {
  const sorted = contrasts.toSorted((a, b) => a - b);
  return 1.4826 * sorted[Math.floor(sorted.length / 2)];
}
