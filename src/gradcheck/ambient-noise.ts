import { askLoss, inTurn, type Inquiry } from './inquiry.js';
import { contrast, contrastWeights } from './taylor-noise.js';

/** Spacings of the samples, in units of max(|θ_i|, 1): long enough for a float32 parameter to move. */
const spacings = [2 ** -10, 2 ** -14, 2 ** -18];

/** Samples a spacing: eighteen differences of order six. */
const samples = 24;
const weights = contrastWeights([0, 1, 2, 3, 4, 5, 6]);

/** The golden ratio's fraction, whose multiples are spread evenly. */
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The noise in one value of the loss near the point, seen while all parameters move at once: three standard
 * deviations, from sixth differences on equidistant points (Hamming's table, as in `contrastWeights`). What a
 * smooth loss leaves in them falls with the spacing and rounding does not, so the spacing that shows least
 * counts.
 */
export function* ambientNoise(params: readonly number[]): Inquiry<number> {
  const seen = yield* inTurn(spacings, function* (spacing): Inquiry<number> {
    const steps = Array.from({ length: samples }, (_, k) => k - samples / 2);
    const values = yield* inTurn(steps, (k) => askLoss(moved(params, k * spacing)));
    const windows = values.slice(0, 1 - weights.length).map((_, k) => values.slice(k, k + weights.length));
    return Math.hypot(...windows.map((window) => contrast(weights, window))) / Math.sqrt(windows.length);
  });
  const finite = seen.filter(Number.isFinite);
  return finite.length === 0 ? 0 : 3 * Math.min(...finite);
}

/** θ with every entry moved by t·max(|θ_i|, 1) times a weight in ±[½, 1). */
function moved(params: readonly number[], t: number): readonly number[] {
  return params.map((x, i) => {
    const weight = 0.5 + (((i + 1) * golden) % 1) / 2;
    return x + (i % 2 === 0 ? weight : -weight) * t * Math.max(Math.abs(x), 1);
  });
}
