import { Decimal } from 'decimal.js';
import { init, mpfr_rnd_t, type GMPFunctions } from 'gmp-wasm';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { callOf, decimalReplay, mpfrReplay, type ReplayedFunctions } from './library-sum.js';
import { librarySums, ratiosOf } from './library-sums.js';
import { operations, recording, type RecordedCall } from './recorded-calls.js';
import type { Measurement } from './report/bench-table.js';
import { drawSamples, inTurn, repeated, runUnderWay } from './workload.js';

/** Two steps of a computation in which every operation is. */
const recorded = () =>
  [0.5, 0.25].map((value) => {
    const calls: RecordedCall[] = [];
    const n = recording(float64, calls);
    const x = n.fromNumber(value);
    n.less(n.neg(x), n.abs(x));
    n.isNaN(n.div(n.mul(n.sub(x, x), n.add(x, n.one)), n.tenToThe(3)));
    n.ln(n.exp(n.cos(n.sin(x))));
    return calls;
  });

describe('a recording', () => {
  test('has every operation with its operands, in their order', () => {
    const steps = recorded();
    const s = Math.sin(0.5);
    expect(
      steps[0].map(({ operation, left, right }) => [operation, Number(left), right === '' ? null : Number(right)]),
    ).toEqual([
      ['fromNumber', 0.5, null],
      ['neg', 0.5, null],
      ['abs', 0.5, null],
      ['less', -0.5, 0.5],
      ['sub', 0.5, 0.5],
      ['add', 0.5, 1],
      ['mul', 0, 1.5],
      ['tenToThe', 1000, null],
      ['div', 0, 1000],
      ['isNaN', 0, null],
      ['sin', 0.5, null],
      ['cos', expect.closeTo(s, 12), null],
      ['exp', expect.closeTo(Math.cos(s), 12), null],
      ['ln', expect.closeTo(Math.exp(Math.cos(s)), 12), null],
    ]);
    expect(new Set(steps[0].map(({ operation }) => operation))).toEqual(new Set(operations));
  });
});

describe('a replay on decimal.js', () => {
  test.each(['add', 'sub', 'mul', 'div', 'lt', 'neg', 'abs', 'ln', 'exp', 'cos', 'sin', 'isNaN'] as const)(
    'makes the call of %s once a step, on the operands of that step',
    (method) => {
      const steps = recorded();
      const replay = decimalReplay(steps, 20);
      const operands: number[] = [];
      const own: unknown = Reflect.get(Decimal.prototype, method);
      if (typeof own !== 'function') throw new Error(`no method ${method}`);
      Object.defineProperty(Decimal.prototype, method, {
        configurable: true,
        writable: true,
        value(this: Decimal, ...args: readonly unknown[]): unknown {
          operands.push(this.toNumber());
          const result: unknown = Reflect.apply(own, this, args);
          return result;
        },
      });
      for (let k = 0; k < 3; k++) replay();
      Object.defineProperty(Decimal.prototype, method, { configurable: true, writable: true, value: own });
      const operation = method === 'lt' ? 'less' : method;
      const wanted = [0, 1, 0].map((k) => Number(steps[k].find((call) => call.operation === operation)?.left));
      // Logarithm and cosine take absolute values of their own.
      expect(method === 'abs' ? [...new Set(operands)] : operands).toEqual(
        method === 'abs' ? expect.arrayContaining([...new Set(wanted)]) : wanted,
      );
    },
  );
});

describe('a replay on MPFR', () => {
  const calls: (readonly [name: string, ...args: readonly number[]])[] = [];
  const heard =
    (name: string) =>
    (...args: readonly number[]) => {
      calls.push([name, ...args]);
      return 0;
    };
  const functions: ReplayedFunctions = {
    mpfr_add: heard('mpfr_add'),
    mpfr_sub: heard('mpfr_sub'),
    mpfr_mul: heard('mpfr_mul'),
    mpfr_div: heard('mpfr_div'),
    mpfr_less_p: heard('mpfr_less_p'),
    mpfr_neg: heard('mpfr_neg'),
    mpfr_abs: heard('mpfr_abs'),
    mpfr_log: heard('mpfr_log'),
    mpfr_exp: heard('mpfr_exp'),
    mpfr_cos: heard('mpfr_cos'),
    mpfr_sin: heard('mpfr_sin'),
    mpfr_nan_p: heard('mpfr_nan_p'),
    mpfr_set_d: heard('mpfr_set_d'),
  };
  const nearest = mpfr_rnd_t.MPFR_RNDN;

  test.each([
    ...(['add', 'sub', 'mul', 'div'] as const).map((name) => [name, [`mpfr_${name}`, 1, 2, 3, nearest]] as const),
    ...(['neg', 'abs', 'exp', 'cos', 'sin'] as const).map((name) => [name, [`mpfr_${name}`, 1, 2, nearest]] as const),
    ['ln', ['mpfr_log', 1, 2, nearest]] as const,
    ['less', ['mpfr_less_p', 2, 3]] as const,
    ['isNaN', ['mpfr_nan_p', 2]] as const,
    ['fromNumber', ['mpfr_set_d', 1, 0.5, nearest]] as const,
  ])('makes of %s the call %j', (operation, call) => {
    calls.length = 0;
    callOf(functions, operation, 1, 2, 3, 0.5)();
    expect(calls).toEqual([call]);
  });

  test('has powers of ten ready', () => {
    calls.length = 0;
    expect(callOf(functions, 'tenToThe', 1, 2, 3, 0.5)()).toBe(0);
    expect(calls).toEqual([]);
  });

  test.each(['tabled', 'mpfr_log'] as const)(
    'has the operands of each step at the precision, with %s',
    async (logarithm) => {
      const { binding } = await init();
      const seen: (readonly [name: string, left: number, right: number])[] = [];
      const [bits, sums]: [Set<number>, number[]] = [new Set(), []];
      const numberAt = (address: number) => binding.mpfr_get_d(address, nearest);
      const listening: GMPFunctions = {
        ...binding,
        mpfr_log(result, a, rounding) {
          seen.push(['ln', numberAt(a), NaN]);
          return binding.mpfr_log(result, a, rounding);
        },
        mpfr_sub(result, a, b, rounding) {
          seen.push(['sub', numberAt(a), numberAt(b)]);
          bits.add(Number(binding.mpfr_get_prec(a))).add(Number(binding.mpfr_get_prec(result)));
          return binding.mpfr_sub(result, a, b, rounding);
        },
        mpfr_add(result, a, b, rounding) {
          const inexact = binding.mpfr_add(result, a, b, rounding);
          sums.push(numberAt(result));
          return inexact;
        },
      };
      const steps = recorded();
      const replay = await mpfrReplay(steps, 20, logarithm, listening);
      seen.length = 0;
      sums.length = 0;
      for (let k = 0; k < 3; k++) replay();
      expect(seen.filter(([name]) => name === 'sub')).toEqual([
        ['sub', 0.5, 0.5],
        ['sub', 0.25, 0.25],
        ['sub', 0.5, 0.5],
      ]);
      // The tabled logarithm adds as well, numbers below 1.
      expect(sums.filter((sum) => sum > 1)).toEqual([1.5, 1.25, 1.5]);
      expect(sums.length > 3).toBe(logarithm === 'tabled');
      // 1 + ⌈20·log2 10⌉
      expect([...bits]).toEqual([68]);
      const logarithms = seen.filter(([name]) => name === 'ln').map(([, left]) => left);
      const operand = (step: readonly RecordedCall[]) => Number(step.find(({ operation }) => operation === 'ln')?.left);
      expect(logarithms).toEqual(logarithm === 'tabled' ? [] : [steps[0], steps[1], steps[0]].map(operand));
    },
  );

  test.each(['tabled', 'mpfr_log'] as const)('goes through the steps again and again, with %s', async (logarithm) => {
    const replay = await mpfrReplay(recorded(), 20, logarithm);
    for (let k = 0; k < 5; k++) expect(replay).not.toThrow();
  });
});

describe('what is timed', () => {
  test('goes through its samples in turn', () => {
    const seen: string[] = [];
    const work = inTurn(['a', 'b', 'c'], (sample) => seen.push(sample));
    repeated(work, 7)();
    expect(seen.join('')).toBe('abcabca');
  });

  test('draws the same samples and the same run every time, a training under way', () => {
    expect(drawSamples(3)).toEqual(drawSamples(5).slice(0, 3));
    for (const { x, t } of drawSamples(20)) expect(t[0]).toBeCloseTo(x[0] / x[1], 12);
    const [one, other] = [runUnderWay(), runUnderWay()];
    expect(one.theta).toEqual(other.theta);
    expect(one.theta.every((weight) => Number.isFinite(weight) && weight !== 0)).toBe(true);
    expect(one.streams.samples.next()).toBe(other.streams.samples.next());
  });
});

describe('a step over its library calls', () => {
  const names = [
    'mpfr 50 step',
    'mpfr calls, tabled ln',
    'mpfr calls, mpfr_log',
    'decimal 50 step',
    'decimal.js calls',
  ];
  const measured = names.map((task, k): Measurement => ({
    ...{ suite: 'library-sums', task, backend: task, precision: 50, median: [6, 5, 8, 150, 100][k] },
    ...{ p5: 1, p95: 1, samples: 1, relativeTo: null, ratio: 1 },
  }));

  test('is what medians make of it', () => {
    expect(ratiosOf(measured)).toEqual({
      ...{ decimalOverMpfr: 25, decimalOverSum: 1.5, mpfrOverTabledSum: 1.2, mpfrOverLibrarySum: 0.75 },
    });
    expect(librarySums.tasks.map(({ task }) => task)).toEqual(names);
    expect(librarySums.conclude?.(measured).slice(0, 3)).toEqual([
      'mpfr is 25.0 times as fast as decimal (wanted: 20).',
      'Step ÷ library calls (wanted: at most 1.5): decimal 1.50;',
      'mpfr 1.20 with the tabled logarithm in the sum, 0.75 with mpfr_log.',
    ]);
    for (const line of librarySums.conclude?.(measured) ?? []) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('is unknown where a task was not measured', () => {
    expect(ratiosOf(measured.slice(1))).toMatchObject({ decimalOverMpfr: NaN, decimalOverSum: 1.5 });
  });
});
