import type { mpfr_rnd_t } from 'gmp-wasm';
import { InputError, messageOf } from '../../base/input-error.js';
import { log10 } from '../elementary/log10.js';
import { log2 } from '../elementary/log2.js';
import { pow } from '../elementary/pow.js';
import { readDecimalText, writeDecimalText } from './decimal-text.js';
import { mostTabledBits, tabledLogarithm } from './mpfr-logarithm.js';
import { MpfrMemory, type MpfrNumber } from './mpfr-memory.js';
import type { Backend } from '../backend.js';
import { withBooleanConditions } from '../conditions.js';
import type { Numeric } from '../numeric.js';

export type { MpfrNumber } from './mpfr-memory.js';

/**
 * The digits `loadMpfr` takes. From 16 on every float64 enters exactly; the upper end is a matter of patience
 * (a logarithm of 10,000 digits takes milliseconds).
 */
export const mpfrDigits = { lowest: 16, highest: 10_000 } as const;

/** @throws InputError for what the library says where memory ends; any other error as it is */
function translateError(error: unknown): never {
  if (!/Out of memory|Fatal error in gmp-wasm/.test(messageOf(error))) throw error;
  const words = 'out of memory: mpfr takes 2 GB at most: ask for fewer digits or a smaller network, or allow more';
  throw new InputError(`${words} (ulimit -v)`, { cause: error });
}

/** The backend of `loadMpfr`. */
export interface MpfrNumeric extends Numeric<MpfrNumber> {
  /** How many values are alive, constants included: what a test of flat memory looks at. */
  liveValues(): number;
}

/**
 * Binary floating point of p = 1 + ⌈digits·log2 10⌉ bits by MPFR, compiled to WebAssembly; u = 2^-p.
 *
 * p is the least number of bits with 10^digits < 2^(p−1): a decimal of `digits` digits comes back from it
 * unchanged (Matula 1968). 50 digits take 168 bits.
 *
 * **Error.** Every operation is correctly rounded, `ln`, `exp`, `cos` and `sin` included, for every argument:
 * MPFR repeats a computation with more bits until the rounding is certain. The relative error of each is at
 * most u. (`ln` has a faster way to the same result: `tabledLogarithm`.)
 *
 * **Entry.** A float64 enters exactly, text is correctly rounded.
 *
 * **Differences from float64.** Exponents run to ±(2^30 − 1), so exp(1000) is finite; there are no subnormal
 * numbers, a result below 2^(−2^30) is 0 of its sign or the smallest number. Zeros are signed and infinities
 * and NaN are as in IEEE 754. `cos` and `sin` of |x| ≥ 2^1024 are NaN: in float64 such an x is infinite. (π
 * to 2^30 bits would be needed.)
 *
 * **Memory.** Every context has a WebAssembly memory of its own, which goes when the context goes. Values
 * live by the scope they were made in: see `MpfrMemory`. Those made outside any scope, and the constants,
 * live as long as the context. MPFR caches π and ln 2 at the highest precision it has needed, which the limit
 * on |x| bounds.
 *
 * @param digits an integer in [16, 10000]
 * @throws RangeError outside; InputError where there is no memory for it. So do operations, which take memory
 */
export async function loadMpfr(digits: number): Promise<MpfrNumeric> {
  const { lowest, highest } = mpfrDigits;
  if (!Number.isInteger(digits) || digits < lowest || digits > highest) {
    throw new RangeError(`mpfr digits must be an integer from ${lowest} to ${highest}, not ${digits}`);
  }
  const bits = 1 + Math.ceil(digits * log2(10));
  // Loaded when it is used: most runs never ask for it, and it is a megabyte of WebAssembly.
  const { init, mpfr_rnd_t: rounding } = await import('gmp-wasm');
  // To nearest, ties to even.
  const nearest = rounding.MPFR_RNDN;
  // `init` hands out one instance for the whole process; `reset` turns this one into a fresh instance of our
  // own.
  const { binding: mpfr, reset } = await init().catch(translateError);
  await reset().catch(translateError);

  const memory = new MpfrMemory({
    allocate: () => {
      const address = mpfr.mpfr_t();
      try {
        mpfr.mpfr_init2(address, bits);
      } catch (error) {
        return translateError(error);
      }
      return address;
    },
    copy: (to, from) => void mpfr.mpfr_set(to, from, nearest),
  });
  const constant = (fill: (address: number) => void): MpfrNumber => {
    const value = memory.makeConstant();
    fill(value.address);
    return value;
  };
  const unary =
    (operation: (result: number, a: number, rounding: mpfr_rnd_t) => unknown) =>
    (a: MpfrNumber): MpfrNumber => {
      const from = memory.addressOf(a);
      const result = memory.make();
      operation(result.address, from, nearest);
      return result;
    };
  const binary =
    (operation: (result: number, a: number, b: number, rounding: mpfr_rnd_t) => number) =>
    (a: MpfrNumber, b: MpfrNumber): MpfrNumber => {
      const left = memory.addressOf(a);
      const right = memory.addressOf(b);
      const result = memory.make();
      operation(result.address, left, right, nearest);
      return result;
    };

  const fillFromText = (address: number, text: string): void => {
    const source = mpfr.malloc_cstr(text);
    mpfr.mpfr_set_str(address, source, 10, nearest);
    mpfr.free(source);
  };
  const exponentAddress = mpfr.malloc(4);
  const write = (address: number): string => {
    // 0 digits asks for as many as a round trip needs, 1 + ⌈p·log10 2⌉.
    const source = mpfr.mpfr_get_str(0, exponentAddress, 10, 0, address, nearest);
    // Memory may have grown and moved: its view is asked for anew, each time.
    const bytes = mpfr.mem;
    const text = String.fromCharCode(...bytes.subarray(source, bytes.indexOf(0, source)));
    mpfr.mpfr_free_str(source);
    const negative = text.startsWith('-');
    return writeDecimalText(negative, negative ? text.slice(1) : text, mpfr.memView.getInt32(exponentAddress, true));
  };

  const nan = constant((address) => mpfr.mpfr_set_nan(address));
  const limit = constant((address) => void mpfr.mpfr_set_ui_2exp(address, 1, 1024, nearest));
  // True for NaN as well, which mpfr_cmpabs takes for equal.
  const lacksQuadrant = (a: MpfrNumber): boolean => mpfr.mpfr_cmpabs(memory.addressOf(a), limit.address) >= 0;
  const cosine = unary(mpfr.mpfr_cos);
  const sine = unary(mpfr.mpfr_sin);
  const powersOfTen: MpfrNumber[] = [];
  const power = binary(mpfr.mpfr_pow);
  const zero = constant((address) => mpfr.mpfr_set_zero(address, 1));
  // −0^b must be 0^b: the sign of a zero base would reach the result.
  const mpfrAbs = unary(mpfr.mpfr_abs);
  /** NaN, a negative base, and 1^±∞, which ECMAScript calls NaN as well. */
  const hasNoPower = (a: MpfrNumber, b: MpfrNumber): boolean => {
    const [base, exponent] = [memory.addressOf(a), memory.addressOf(b)];
    if (mpfr.mpfr_nan_p(base) !== 0 || mpfr.mpfr_nan_p(exponent) !== 0 || less(a, zero)) return true;
    return mpfr.mpfr_inf_p(exponent) !== 0 && mpfr.mpfr_equal_p(base, one.address) !== 0;
  };
  const half = constant((address) => void mpfr.mpfr_set_d(address, 0.5, nearest));
  const one = constant((address) => void mpfr.mpfr_set_ui(address, 1, nearest));
  const negate = unary(mpfr.mpfr_neg);
  const sub = binary(mpfr.mpfr_sub);
  const less = (a: MpfrNumber, b: MpfrNumber): boolean =>
    mpfr.mpfr_less_p(memory.addressOf(a), memory.addressOf(b)) !== 0;
  const awayFromZero = unary((result, a) => mpfr.mpfr_round(result, a));
  /**
   * Halves towards +∞: MPFR rounds them away from zero, which is one too low below 0. The difference is exact
   * there.
   */
  const round = (a: MpfrNumber): MpfrNumber => {
    const nearestInteger = awayFromZero(a);
    if (!less(nearestInteger, a) || less(sub(a, nearestInteger), half)) return nearestInteger;
    // −(|r| − 1), so that −½ becomes −0.
    return negate(sub(mpfrAbs(nearestInteger), one));
  };

  const arithmetic = withBooleanConditions<MpfrNumber>({
    name: 'mpfr',
    digits: bits * log10(2),
    unitRoundoff: Math.max(pow(2, -bits), 1e-308),
    zero,
    one,
    pi: constant((address) => void mpfr.mpfr_const_pi(address, nearest)),
    fromNumber: (value) => {
      const result = memory.make();
      mpfr.mpfr_set_d(result.address, value, nearest);
      return result;
    },
    parse: (text) => {
      const source = readDecimalText(text);
      const result = memory.make();
      // MPFR reads NaN and Infinity too.
      fillFromText(result.address, source);
      return result;
    },
    toNumber: (value) => mpfr.mpfr_get_d(memory.addressOf(value), nearest),
    format: (value) => {
      const address = memory.addressOf(value);
      return mpfr.mpfr_number_p(address) === 0 ? String(mpfr.mpfr_get_d(address, nearest)) : write(address);
    },
    add: binary(mpfr.mpfr_add),
    sub,
    mul: binary(mpfr.mpfr_mul),
    div: binary(mpfr.mpfr_div),
    neg: negate,
    abs: mpfrAbs,
    sqrt: unary(mpfr.mpfr_sqrt),
    ln: unary(bits <= mostTabledBits ? tabledLogarithm(mpfr, bits, rounding) : mpfr.mpfr_log),
    exp: unary(mpfr.mpfr_exp),
    cos: (a) => (lacksQuadrant(a) ? nan : cosine(a)),
    sin: (a) => (lacksQuadrant(a) ? nan : sine(a)),
    tanh: unary(mpfr.mpfr_tanh),
    pow: (a, b) => (hasNoPower(a, b) ? nan : power(mpfrAbs(a), b)),
    round,
    roundEven: unary((result, a) => mpfr.mpfr_roundeven(result, a)),
    tenToThe: (n) => (powersOfTen[n] ??= constant((address) => fillFromText(address, `1e${n}`))),
    less,
    isNaN: (a) => mpfr.mpfr_nan_p(memory.addressOf(a)) !== 0,
    scope: (body) => memory.scope(body),
    evolve: (state, body) => memory.evolve(state, body),
  });
  return { ...arithmetic, liveValues: () => memory.live };
}

/** The backend `mpfr`. */
export const mpfrBackend: Backend = {
  name: 'mpfr',
  says: 'binary floating point by MPFR, correctly rounded',
  digits: { ...mpfrDigits, standard: 50 },
  open: async (digits, use) => use(await loadMpfr(digits ?? 50)),
};
