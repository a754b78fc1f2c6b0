import type { GMPFunctions, mpfr_rnd_t } from 'gmp-wasm';

/**
 * Bits carried beyond the result's. With at most 6 of them wrong, one argument in 2^13 needs MPFR's own
 * logarithm.
 */
const guardBits = 20;
const wrongBits = 6;

/** Up to this precision it pays: the gain shrinks from 2.5 at 168 bits to 1.6 at 400. */
export const mostTabledBits = 400;

/**
 * A correctly rounded logarithm, two and a half times as fast as mpfr_log at 50 digits (where logarithms are
 * half a training step): a table and a short series in place of an arithmetic-geometric mean.
 *
 *     x = m·2^e with m in [¾, 1½),  c = m rounded to a multiple of 1/256,  r = (m − c)/(m + c), |r| < 2^-9.5
 *     ln x = e·ln 2 + ln c + 2·artanh r,  artanh r = r + r·(r²/3 + r⁴/5 + …)
 *
 * Error, with w = p + 20 bits of work: m ± c are exact; r, the series and its truncation, ln c, e·ln 2 and
 * the sums contribute at most 16 relative errors of 2^-w between them. The three terms cancel little: where c
 * ≠ 1 or e ≠ 0 their sizes add up to less than 4 |ln x|, and where c = 1 and e = 0 there is one term. So the
 * error is below 2^(6−w)·|ln x|. Where that does not decide the rounding, and for every argument that is not
 * positive and finite, mpfr_log does the work: the result is mpfr_log's, bit for bit.
 *
 * @param bits p ≤ 400, the precision of arguments and results
 * @param rounding MPFR's rounding modes
 * @returns what mpfr_log is: writes ln of the number at `a` to `result`
 */
export function tabledLogarithm(
  mpfr: GMPFunctions,
  bits: number,
  rounding: typeof mpfr_rnd_t,
): (result: number, a: number) => void {
  const nearest = rounding.MPFR_RNDN;
  const workBits = bits + guardBits;
  const register = (): number => {
    const address = mpfr.mpfr_t();
    mpfr.mpfr_init2(address, workBits);
    return address;
  };

  // |r| ≤ 2^-9 / (2·¾) < 2^-9.5: the first term left out is below 2^-w of the sum.
  const terms = Math.ceil(workBits / 19) - 1;
  // 1/3, 1/5, …, 1/(2·terms + 1)
  const coefficients = Array.from({ length: terms }, (_, k) => {
    const address = register();
    mpfr.mpfr_set_ui(address, 1, nearest);
    mpfr.mpfr_div_ui(address, address, 2 * k + 3, nearest);
    return address;
  });
  const lowest = 192;
  // ln(192/256) … ln(384/256)
  const logarithms = Array.from({ length: 384 - lowest + 1 }, (_, k) => {
    const address = register();
    mpfr.mpfr_set_d(address, (lowest + k) / 256, nearest);
    mpfr.mpfr_log(address, address, nearest);
    return address;
  });
  const ln2 = register();
  mpfr.mpfr_const_log2(ln2, nearest);
  const [fraction, r, square, sum] = [register(), register(), register(), register()];

  return (result, a) => {
    if (mpfr.mpfr_regular_p(a) === 0 || mpfr.mpfr_signbit(a) !== 0) {
      mpfr.mpfr_log(result, a, nearest);
      return;
    }
    // x = f·2^exponent with f in [½, 1); m is f, or 2f where f < ¾, and r is the same for both.
    const exponent: number = mpfr.mpfr_get_exp(a);
    mpfr.mpfr_mul_2si(fraction, a, -exponent, nearest);
    const f = mpfr.mpfr_get_d(fraction, nearest);
    const doubled = f < 0.75;
    const c256 = Math.round(f * (doubled ? 512 : 256));
    const e = doubled ? exponent - 1 : exponent;
    const c = c256 / (doubled ? 512 : 256);

    mpfr.mpfr_sub_d(r, fraction, c, nearest);
    mpfr.mpfr_add_d(fraction, fraction, c, nearest);
    mpfr.mpfr_div(r, r, fraction, nearest);
    mpfr.mpfr_mul(square, r, r, nearest);
    mpfr.mpfr_mul(sum, square, coefficients[terms - 1], nearest);
    for (let k = terms - 2; k >= 0; k--) {
      mpfr.mpfr_add(sum, sum, coefficients[k], nearest);
      mpfr.mpfr_mul(sum, sum, square, nearest);
    }
    mpfr.mpfr_mul(sum, sum, r, nearest);
    mpfr.mpfr_add(sum, sum, r, nearest);
    mpfr.mpfr_mul_2ui(sum, sum, 1, nearest);
    if (c256 !== 256) mpfr.mpfr_add(sum, sum, logarithms[c256 - lowest], nearest);
    if (e !== 0) {
      mpfr.mpfr_mul_si(square, ln2, e, nearest);
      mpfr.mpfr_add(sum, sum, square, nearest);
    }
    // For rounding to nearest MPFR's manual asks whether p + 1 bits can be had by truncation.
    const decided = mpfr.mpfr_can_round(sum, workBits - wrongBits, nearest, rounding.MPFR_RNDZ, bits + 1) !== 0;
    if (decided) mpfr.mpfr_set(result, sum, nearest);
    else mpfr.mpfr_log(result, a, nearest);
  };
}
