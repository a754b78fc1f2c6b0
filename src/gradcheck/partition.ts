import { spread } from './direction-weights.js';

/** Some entries of the gradient, judged together along one direction. */
export interface Part {
  readonly entries: readonly number[];
  /** The direction, which is 0 elsewhere. */
  readonly direction: readonly number[];
}

/** How many parts a gradient is first judged in. */
const parts = 4;

/**
 * The entries in four parts by the rank of |g_i·s_i|, s_i = max(|θ_i|, 1): entries of like size keep each
 * other visible. The direction is ±[½, 1)·s_i with magnitudes that are spread evenly and signs that are not
 * periodic, so that two equal errors do not cancel: the chance that two errors of sizes a ≥ b leave less than
 * ε·b of themselves is at most 4ε.
 */
export function partition(
  params: readonly number[],
  gradient: readonly number[],
  entries: readonly number[],
): readonly Part[] {
  const size = (entry: number) => Math.abs(gradient[entry] * Math.max(Math.abs(params[entry]), 1));
  const ranked = entries.toSorted((a, b) => size(b) - size(a));
  const weights = spread(params.length, (k) => (((k + 1) * Math.SQRT2) % 1 < 0.5 ? 1 : -1));
  const length = Math.ceil(ranked.length / parts);
  return Array.from({ length: parts }, (_, k) => ranked.slice(k * length, (k + 1) * length))
    .filter((some) => some.length > 0)
    .map((some) => partOf(params, weights, some));
}

function partOf(params: readonly number[], weights: readonly number[], entries: readonly number[]): Part {
  const direction = params.map(() => 0);
  for (const entry of entries) direction[entry] = weights[entry] * Math.max(Math.abs(params[entry]), 1);
  return { entries, direction };
}

/** A part in two halves; its direction is the sum of theirs. */
export function halves({ entries, direction }: Part): readonly [Part, Part] {
  const middle = Math.ceil(entries.length / 2);
  const half = (some: readonly number[]): Part => {
    const own = direction.map(() => 0);
    for (const entry of some) own[entry] = direction[entry];
    return { entries: some, direction: own };
  };
  return [half(entries.slice(0, middle)), half(entries.slice(middle))];
}
