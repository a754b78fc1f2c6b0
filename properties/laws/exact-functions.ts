import type { mpfr_rnd_t } from 'gmp-wasm';

/** How far a float64 is from f(x, y), in units in the last place of the latter. */
export type ErrorInUnits = (result: number, x: number, y: number) => number;

/** The functions that MPFR computes correctly rounded here, and what a float64 lacks of them. */
export type ExactFunctions = Readonly<Record<FunctionName, ErrorInUnits>>;

export type FunctionName =
  'log' | 'log1p' | 'log2' | 'log10' | 'exp' | 'expm1' | 'cos' | 'sin' | 'tanh' | 'pow' | 'hypot';

const bits = 140;

/**
 * |result − f|/ulp(f), with f computed to 140 bits: off by less than 2^−80. The unit of a value below 2^−1022
 * is the smallest number. An infinite result stands for 2^1024, and is right where f rounds to it.
 */
export async function exactFunctions(): Promise<ExactFunctions> {
  const { init, mpfr_rnd_t: rounding } = await import('gmp-wasm');
  const { binding: mpfr } = await init();
  const nearest = rounding.MPFR_RNDN;
  const address = () => {
    const made = mpfr.mpfr_t();
    mpfr.mpfr_init2(made, bits);
    return made;
  };
  const [left, right, exact, difference, limit] = [address(), address(), address(), address(), address()];
  mpfr.mpfr_set_ui_2exp(limit, 1, 1024, nearest);

  function error(result: number): number {
    if (mpfr.mpfr_zero_p(exact) !== 0) return result === 0 ? 0 : Infinity;
    if (Math.abs(result) === Infinity) {
      mpfr.mpfr_abs(difference, exact, nearest);
      mpfr.mpfr_sub(difference, limit, difference, nearest);
    } else mpfr.mpfr_sub_d(difference, exact, result, nearest);
    // MPFR's exponent is that of a significand in [½, 1).
    const unit = Math.min(Math.max(mpfr.mpfr_get_exp(exact) - 53, -1074), 971);
    mpfr.mpfr_mul_2si(difference, difference, -unit, nearest);
    const found = mpfr.mpfr_get_d(difference, nearest);
    const isRight = Math.abs(result) === Infinity && found <= 0.5;
    if (isRight) return 0;
    return Number.isNaN(found) ? Infinity : Math.abs(found);
  }

  type Unary = (result: number, x: number, rounding: mpfr_rnd_t) => number;
  type Binary = (result: number, x: number, y: number, rounding: mpfr_rnd_t) => number;
  const ofOne =
    (f: Unary): ErrorInUnits =>
    (result, x) => {
      mpfr.mpfr_set_d(left, x, nearest);
      f(exact, left, nearest);
      return error(result);
    };
  const ofTwo =
    (f: Binary): ErrorInUnits =>
    (result, x, y) => {
      mpfr.mpfr_set_d(left, x, nearest);
      mpfr.mpfr_set_d(right, y, nearest);
      f(exact, left, right, nearest);
      return error(result);
    };
  return {
    log: ofOne(mpfr.mpfr_log),
    log1p: ofOne(mpfr.mpfr_log1p),
    log2: ofOne(mpfr.mpfr_log2),
    log10: ofOne(mpfr.mpfr_log10),
    exp: ofOne(mpfr.mpfr_exp),
    expm1: ofOne(mpfr.mpfr_expm1),
    cos: ofOne(mpfr.mpfr_cos),
    sin: ofOne(mpfr.mpfr_sin),
    tanh: ofOne(mpfr.mpfr_tanh),
    pow: ofTwo(mpfr.mpfr_pow),
    hypot: ofTwo(mpfr.mpfr_hypot),
  };
}
