import type { Interval } from '../statistics/interval.js';

/**
 * Hundredths with one decimal, or with up to three where fewer would round to 0 or 100 what is neither;
 * 99.9996 % then is 99.999, not 100: a success rate of 100 % means that no run failed.
 */
export function percent(fraction: number): string {
  for (const decimals of [1, 2, 3]) {
    const text = (100 * fraction).toFixed(decimals);
    const looksExact = Number(text) === 0 || Number(text) === 100;
    if (!looksExact || fraction === 0 || fraction === 1) return text;
  }
  return fraction < 0.5 ? '0.001' : '99.999';
}

/** `36.2 % [33.3, 39.2]` */
export function percentWithInterval(rate: number, { low, high }: Interval): string {
  return `${percent(rate)} % [${percent(low)}, ${percent(high)}]`;
}
