import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from '../numeric/backends/decimal.js';
import { float64 } from '../numeric/backends/float64.js';
import { complexLog } from '../units/complex-log/complex-log.js';
import { nmruPlain } from '../units/nmru-plain/nmru-plain.js';
import { forwardPass } from '../units/derived-forward.js';
import type { Unit } from '../units/unit.js';
import { arbitrarySizes, arbitraryUnitPoint } from './arbitrary-unit-point.js';
import { checkUnitGradient } from './check-unit-gradient.js';

/** Whether some point in a hundred shows that the gradient is wrong, and how many could be judged. */
function judged(unit: Unit, gradient: string, n = float64): { readonly judged: number; readonly wrong: number } {
  const points = fc.sample(arbitraryUnitPoint(unit, {}, arbitrarySizes()), { numRuns: 100, seed: 1 });
  const entries = points.map((point) => checkUnitGradient(n, unit, {}, gradient, point)).filter((one) => one !== null);
  return { judged: entries.length, wrong: entries.filter((all) => all.some(({ holds }) => !holds)).length };
}

test.each([
  ['one that is derived', nmruPlain],
  ['one that is written by hand', complexLog],
])('%s holds', (_what, unit) => {
  const { judged: count, wrong } = judged(unit, 'exact');
  expect(count).toBeGreaterThan(50);
  expect(wrong).toBe(0);
});

test('it holds in another number system', () => {
  const point = fc.sample(arbitraryUnitPoint(nmruPlain, {}, arbitrarySizes()), { numRuns: 1, seed: 2 })[0];
  const entries = checkUnitGradient(decimal(30), nmruPlain, {}, 'exact', point);
  expect(entries?.every(({ holds }) => holds)).toBe(true);
});

test('nothing is known where rounding decides a branch, although both sides are alike', () => {
  const branching: Unit = {
    ...nmruPlain,
    on: (n) => ({
      output: ([w], [x]) => {
        const three = n.fromNumber(3);
        const isLess = n.less(n.div(n.mul(w, three), three), w);
        const product = () => n.mul(w, x);
        return [n.select(isLess, product, product)];
      },
    }),
  };
  const point = { sizes: { inputs: 1, hidden: 1, outputs: 1 }, theta: [0.7], x: [2], byOutput: [1] };
  expect(checkUnitGradient(float64, branching, {}, 'exact', point)).toBeNull();
});

test('a gradient that leaves something out is found', () => {
  expect(judged(complexLog, 'projected').wrong).toBeGreaterThan(10);
});

test('a hand-written gradient is found wrong that is off by less than differences can see', () => {
  const spoilt: Unit = {
    ...complexLog,
    on: (n, sizes, options) => {
      const own = complexLog.on(n, sizes, options);
      const off = (value: typeof n.one) => n.mul(value, n.fromNumber(1 + 2 ** -44));
      return {
        ...own,
        forward(theta, x) {
          const pass = forwardPass(n, complexLog, sizes, options)(theta, x);
          return { ...pass, backward: (...given) => pass.backward(...given).map(off) };
        },
      };
    },
  };
  const point = { sizes: { inputs: 1, hidden: 1, outputs: 1 }, theta: [0.7, 1.5], x: [2], byOutput: [1] };
  const [first] = checkUnitGradient(float64, spoilt, {}, 'exact', point) ?? [];
  expect(first.holds).toBe(false);
  expect(first.tolerance).toBeLessThan(2e-14);
  expect(first.error).toBeCloseTo(Math.abs(Number(first.analytic)) * 2 ** -44, 13);
});

test('a hand-written gradient with a factor too much is found', () => {
  const spoilt: Unit = {
    ...nmruPlain,
    on: (n, sizes, options) => {
      const own = nmruPlain.on(n, sizes, options);
      const double = (value: typeof n.one) => n.add(value, value);
      return { ...own, forward: (theta, x) => ({ output: own.output(theta, x), backward: () => theta.map(double) }) };
    },
  };
  expect(judged(spoilt, 'exact').wrong).toBeGreaterThan(50);
});

/** The absolute value of a condition that hides its derivative from dual numbers: differences see it. */
test('an output that dual numbers see another derivative of is found by differences', () => {
  const hidden: Unit = {
    ...nmruPlain,
    parameters: () => [{ name: 'a', shape: [1], initial: [-1, 1] }],
    on: (n, { outputs }) => ({
      output: ([a], [x]) => {
        const plain = n.mul(a, x);
        // a², by way of a number: a constant for dual numbers.
        const square = n.fromNumber(n.toNumber(a) * n.toNumber(a));
        return Array.from({ length: outputs }, () => n.add(plain, square));
      },
    }),
  };
  expect(judged(hidden, 'exact').wrong).toBeGreaterThan(50);
});

test('digits agreed are those of the larger of both, all of them where they are equal, and never less than none', () => {
  const points = fc.sample(arbitraryUnitPoint(complexLog, {}, arbitrarySizes()), { numRuns: 100, seed: 3 });
  const found = points.flatMap((point) => checkUnitGradient(float64, complexLog, {}, 'projected', point) ?? []);
  const most = float64.digits;
  // Entries that differences have judged say what differences can tell.
  const computed = found.filter(
    ({ error, analytic, numeric }) => error === Math.abs(Number(analytic) - Number(numeric)),
  );
  expect(computed.length).toBeGreaterThan(100);
  for (const { analytic, numeric, error, digits } of computed) {
    const size = Math.max(Math.abs(Number(analytic)), Math.abs(Number(numeric)));
    expect(digits).toBeGreaterThanOrEqual(0);
    expect(digits).toBeLessThanOrEqual(most);
    if (error === 0) expect(digits).toBe(most);
    else expect(digits).toBeCloseTo(Math.max(0, Math.min(most, -Math.log10(error / size))), 9);
  }
  expect(computed.some(({ digits }) => digits < 1)).toBe(true);
  expect(computed.some(({ digits, error }) => digits < most && digits > 10 && error > 0)).toBe(true);
});
