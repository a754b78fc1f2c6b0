import { askGradient, askLoss, inTurn, type Inquiry } from './inquiry.js';
import type { Judgement } from './verdict.js';

/**
 * What may differ from call to call. A number ε: values of the loss and of the gradient by up to ε of the
 * largest. `measured`: by what sixteen calls show. Nothing: they must be the same bit for bit.
 */
export type Reproducibility = { readonly noise: number } | 'measured' | 'exact';

/** The loss and the gradient at the point, and what they differ by from call to call. */
export interface Origin {
  readonly loss: number;
  readonly gradient: readonly number[];
  readonly lossNoise: number;
  /** Of every entry. */
  readonly gradientNoise: number;
}

/** Evaluations of the loss at the point before anything else. */
const repetitions = 4;

/** Evaluations where their scatter is to be measured, of loss and gradient. */
const measurements = 16;

/**
 * What sixteen independent values differ by at most is 3.5 standard deviations on average, and less than 1.6
 * once in a thousand times (tables of the studentised range, Tippett 1925). Twice as much bounds three.
 */
const scatterFactor = 2;

/**
 * Evaluates the model at the point, again and again. A judgement where the values differ by more than they
 * may: `noisy`, not deterministic.
 */
export function* evaluateOrigin(
  params: readonly number[],
  reproducibility: Reproducibility,
): Inquiry<Origin | Judgement> {
  const count = reproducibility === 'measured' ? measurements : repetitions;
  const losses = yield* inTurn(Array.from({ length: count }), () => askLoss(params));
  const gradients = yield* inTurn(Array.from({ length: count / 2 }), () => askGradient(params));
  const loss = losses[0];
  const gradient = gradients[0];
  if (reproducibility === 'exact') {
    return unsteadiness(losses, gradients) ?? { loss, gradient, lossNoise: 0, gradientNoise: 0 };
  }
  const scatters = gradient.map((_, i) => scatter(gradients.map((one) => one[i])));
  if (reproducibility === 'measured') {
    const lossNoise = scatterFactor * scatter(losses);
    return { loss, gradient, lossNoise, gradientNoise: scatterFactor * Math.max(0, ...scatters) };
  }
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    ...{ loss, gradient },
    lossNoise: reproducibility.noise * Math.abs(loss),
    gradientNoise: reproducibility.noise * largest,
  };
}

function scatter(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? 0 : Math.max(...finite) - Math.min(...finite);
}

/** Noisy where repeated evaluations differ. NaN equals NaN here. */
export function unsteadiness(losses: readonly number[], gradients: readonly (readonly number[])[]): Judgement | null {
  if (losses.some((value) => !Object.is(value, losses[0]))) {
    const noise = Math.max(...losses) - Math.min(...losses);
    return { kind: 'noisy', source: 'loss', deterministic: false, entry: null, noise };
  }
  const [gradient, ...repeated] = gradients;
  for (const again of repeated) {
    const entry = gradient.findIndex((value, i) => !Object.is(value, again[i]));
    if (entry < 0) continue;
    const noise = Math.abs(gradient[entry] - again[entry]);
    return { kind: 'noisy', source: 'gradient', deterministic: false, entry, noise };
  }
  return null;
}
