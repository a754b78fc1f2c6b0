import fc from 'fast-check';
import { init, mpfr_rnd_t } from 'gmp-wasm';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { tabledLogarithm } from './mpfr-logarithm.js';

const nearest = mpfr_rnd_t.MPFR_RNDN;
const { binding: mpfr } = await init();

describe.each([55, 114, 168, 333, 400])('at %i bits', (bits) => {
  const logarithm = tabledLogarithm(mpfr, bits, mpfr_rnd_t);
  const [x, got, wanted] = [0, 0, 0].map(() => {
    const address = mpfr.mpfr_t();
    mpfr.mpfr_init2(address, bits);
    return address;
  });
  const same = (): boolean => {
    logarithm(got, x);
    mpfr.mpfr_log(wanted, x, nearest);
    return (
      (mpfr.mpfr_nan_p(got) !== 0 && mpfr.mpfr_nan_p(wanted) !== 0) ||
      (mpfr.mpfr_equal_p(got, wanted) !== 0 && mpfr.mpfr_signbit(got) === mpfr.mpfr_signbit(wanted))
    );
  };
  /** x = (1 + a·2^-shift + b·2^-2·shift)·2^e, all bits in use. */
  const set = (a: number, b: number, shift: number, e: number): void => {
    mpfr.mpfr_set_d(x, b, nearest);
    mpfr.mpfr_sqrt(x, x, nearest);
    mpfr.mpfr_mul_2si(x, x, -shift, nearest);
    mpfr.mpfr_add_d(x, x, a, nearest);
    mpfr.mpfr_mul_2si(x, x, -shift, nearest);
    mpfr.mpfr_add_d(x, x, 1, nearest);
    mpfr.mpfr_mul_2si(x, x, e, nearest);
  };

  property(
    [
      fc.double({ min: -0.5, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(bits),
      fc.oneof(
        fc.constant(0),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      ),
    ],
    { numRuns: 3000 },
  )('it is mpfr_log, bit for bit', (a, b, shift, e) => {
    set(a, b, shift, e);
    expect(same()).toBe(true);
  });

  test('it is mpfr_log at and next to the ends of every table entry', () => {
    for (let k = 384; k <= 768; k++) {
      for (const nudge of ['mpfr_nextabove', 'mpfr_nextbelow', null] as const) {
        mpfr.mpfr_set_d(x, k / 512, nearest);
        if (nudge !== null) mpfr[nudge](x);
        expect(same()).toBe(true);
      }
    }
  });

  // With its 20 more bits the sum lies on the wrong side of a tie here: found among millions by trusting it.
  test.each([
    ...[0.9910761174751253, 1.4872866997508907, 1.4659187533264917],
    ...[0.7610398823471509, 0.9395593729890535, 1.325885292382376, 1.4277045578013152],
  ])('it is mpfr_log where the tabled sum alone would round the other way: %d', (value) => {
    mpfr.mpfr_set_d(x, value, nearest);
    expect(same()).toBe(true);
  });

  test.each([NaN, Infinity, -Infinity, 0, -0, 1, -1, 5e-324])('it is mpfr_log at %d', (value) => {
    mpfr.mpfr_set_d(x, value, nearest);
    expect(same()).toBe(true);
  });
});
