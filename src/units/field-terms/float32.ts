/** float32's unit in the last place of 1. The field's modules add it in float64 runs too. */
export const epsilon32 = 2 ** -23;

/** The float32 nearest to 10^-7: a constant of float32 that the field's modules use in float64 runs too. */
export const tenthMillionth32 = Math.fround(1e-7);
