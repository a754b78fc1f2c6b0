import { Decimal } from 'decimal.js';
import { init, mpfr_rnd_t, type GMPFunctions } from 'gmp-wasm';
import { tabledLogarithm } from '../../numeric/backends/mpfr-logarithm.js';
import { log2 } from '../../numeric/elementary/log2.js';
import { inTurn } from './workload.js';
import type { Operation, RecordedCall } from './recorded-calls.js';

/**
 * Makes the calls of the next recorded step on the bare library, once each, in their order; after the last
 * step those of the first.
 */
export type Replay = () => void;

/**
 * decimal.js alone: the method of each operation on the operands it had (`a.add(b)`, `a.ln()`, …), and `new
 * Decimal(text)` for what enters.
 */
export function decimalReplay(steps: readonly (readonly RecordedCall[])[], digits: number): Replay {
  const Context = Decimal.clone({ defaults: true, precision: digits, rounding: Decimal.ROUND_HALF_EVEN });
  const binary: Partial<Record<Operation, (a: Decimal, b: Decimal) => unknown>> = {
    add: (a, b) => a.add(b),
    sub: (a, b) => a.sub(b),
    mul: (a, b) => a.mul(b),
    div: (a, b) => a.div(b),
    less: (a, b) => a.lt(b),
  };
  const unary: Partial<Record<Operation, (a: Decimal) => unknown>> = {
    neg: (a) => a.neg(),
    abs: (a) => a.abs(),
    ln: (a) => a.ln(),
    exp: (a) => a.exp(),
    cos: (a) => a.cos(),
    sin: (a) => a.sin(),
    isNaN: (a) => a.isNaN(),
  };
  const bind = ({ operation, left, right }: RecordedCall): (() => unknown) => {
    const two = binary[operation];
    const one = unary[operation];
    const a = new Context(left);
    const b = new Context(right === '' ? 0 : right);
    if (two !== undefined) return () => two(a, b);
    if (one !== undefined) return () => one(a);
    return () => new Context(left);
  };
  return replayOf(steps, bind);
}

/**
 * How the logarithms of an MPFR replay are computed: with the library's, or with our table (library calls as
 * well).
 */
export type LogarithmChoice = 'mpfr_log' | 'tabled';

/**
 * MPFR alone: the function of each operation (`mpfr_add`, `mpfr_exp`, …) on operands that lie ready in
 * WebAssembly memory, results written over one another, so that there are no handles, scopes or lists.
 * `mpfr_set_d` for what enters; powers of ten lie ready.
 * @param given the functions; an instance of its own where not given
 */
export async function mpfrReplay(
  steps: readonly (readonly RecordedCall[])[],
  digits: number,
  logarithm: LogarithmChoice,
  given?: GMPFunctions,
): Promise<Replay> {
  const bits = 1 + Math.ceil(digits * log2(10));
  const mpfr = given ?? (await newFunctions());
  const nearest = mpfr_rnd_t.MPFR_RNDN;
  const register = (): number => {
    const address = mpfr.mpfr_t();
    mpfr.mpfr_init2(address, bits);
    return address;
  };
  const operand = (text: string): number => {
    const address = register();
    const source = mpfr.malloc_cstr(text);
    mpfr.mpfr_set_str(address, source, 10, nearest);
    mpfr.free(source);
    return address;
  };
  const result = register();
  const ln = logarithm === 'tabled' ? tabledLogarithm(mpfr, bits, mpfr_rnd_t) : null;
  const bind = ({ operation, left, right }: RecordedCall): (() => unknown) => {
    const a = operand(left);
    const b = right === '' ? 0 : operand(right);
    if (operation === 'ln' && ln !== null) return () => ln(result, a);
    const number = Number(left);
    return callOf(mpfr, operation, result, a, b, number);
  };
  return replayOf(steps, bind);
}

async function newFunctions(): Promise<GMPFunctions> {
  const { binding, reset } = await init();
  await reset();
  return binding;
}

function replayOf(steps: readonly (readonly RecordedCall[])[], bind: (call: RecordedCall) => () => unknown): Replay {
  return inTurn(
    steps.map((calls) => calls.map(bind)),
    (calls) => {
      for (const call of calls) call();
    },
  );
}

/** The functions of MPFR that a replay calls. */
export type ReplayedFunctions = Pick<
  GMPFunctions,
  | ('mpfr_add' | 'mpfr_sub' | 'mpfr_mul' | 'mpfr_div' | 'mpfr_less_p' | 'mpfr_neg' | 'mpfr_abs')
  | ('mpfr_log' | 'mpfr_exp' | 'mpfr_cos' | 'mpfr_sin' | 'mpfr_nan_p' | 'mpfr_set_d')
>;

/** What makes one call, on operands at these addresses. @param number the left operand, where it enters */
export function callOf(
  mpfr: ReplayedFunctions,
  operation: Operation,
  result: number,
  a: number,
  b: number,
  number: number,
): () => unknown {
  const nearest = mpfr_rnd_t.MPFR_RNDN;
  switch (operation) {
    case 'add':
      return () => mpfr.mpfr_add(result, a, b, nearest);
    case 'sub':
      return () => mpfr.mpfr_sub(result, a, b, nearest);
    case 'mul':
      return () => mpfr.mpfr_mul(result, a, b, nearest);
    case 'div':
      return () => mpfr.mpfr_div(result, a, b, nearest);
    case 'less':
      return () => mpfr.mpfr_less_p(a, b);
    case 'neg':
      return () => mpfr.mpfr_neg(result, a, nearest);
    case 'abs':
      return () => mpfr.mpfr_abs(result, a, nearest);
    case 'ln':
      return () => mpfr.mpfr_log(result, a, nearest);
    case 'exp':
      return () => mpfr.mpfr_exp(result, a, nearest);
    case 'cos':
      return () => mpfr.mpfr_cos(result, a, nearest);
    case 'sin':
      return () => mpfr.mpfr_sin(result, a, nearest);
    case 'isNaN':
      return () => mpfr.mpfr_nan_p(a);
    case 'fromNumber':
      return () => mpfr.mpfr_set_d(result, number, nearest);
    case 'tenToThe':
      return () => 0;
  }
}
