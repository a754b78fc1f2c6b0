/**
 * How many cases a property with a count of its own tries: that count times WARIZAN_RUNS (see
 * vitest.setup.ts), so that a nightly job raises every property alike.
 */
export function runs(count: number): number {
  return Math.max(1, Math.round(count * factor));
}

/** WARIZAN_RUNS; 1 where it is not given. */
export const factor = Number(process.env['WARIZAN_RUNS'] ?? '1');
