/**
 * The digits `loadMpfr` takes. From 16 on every float64 enters exactly; the upper end is a matter of patience (a logarithm of 10,000
 * digits takes milliseconds).
 */
export const mpfrDigits = { lowest: 16, highest: 10_000 } as const;
