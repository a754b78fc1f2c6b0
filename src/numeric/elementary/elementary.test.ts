import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { elementaryFunctions } from '../../../properties/laws/elementary-functions.js';
import { exactFunctions } from '../../../properties/laws/exact-functions.js';
import { property } from '../../../properties/property.js';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { cos, exp, expm1, hypot, log, log10, log1p, log2, pow, sin, tanh } from './index.js';

/** Of 20,000 results each; taken from Math of Node 20.20 (V8 11.3), and of pow for exponents below 2^31. */
const sumsOfNode20: Readonly<Record<string, string>> = {
  log: '666f0bf0e9378e8b',
  log1p: 'fa576327e8918be1',
  log2: 'ce1705ac9daa57bc',
  log10: 'd79bcbae71973d8b',
  exp: '138fd781518ec7b4',
  expm1: '0cb6984a768c3ea5',
  cos: 'b8acd44558ab7f2b',
  sin: '6152ad27b07b12d1',
  tanh: 'f430e24dcfec8a76',
  pow: '7b60584dad74ae6d',
  hypot: 'b68358abbd10b7ef',
};

describe('bits are those that Math has on Node 20, on every engine', () => {
  for (const { name, value, draws } of elementaryFunctions) {
    test(name, () => {
      const results = argumentsOf(name, draws).map(([x, y]) => value(x, y));
      expect(sumOf(results)).toBe(sumsOfNode20[name]);
    });
  }
});

/** ½ ln 2 as fdlibm has it, rounded up to 20 bits of the significand. */
const nearHalfLn2 = 0.3465735912322998;

/**
 * Where one way of reckoning ends and another begins, and of the numbers around it the bits of Math of Node
 * 20: a border between two ways is often a rounded number, and what is drawn hardly ever falls on its wrong
 * side.
 */
const borders: readonly (readonly [string, (x: number) => number, readonly number[], string])[] = [
  ['exp', exp, [2 ** -28, nearHalfLn2, 1.5 * Math.LN2, 1021.5 * Math.LN2, 1023.5 * Math.LN2], 'f89dd5204d31126b'],
  [
    'expm1',
    expm1,
    [2 ** -54, nearHalfLn2, 1.5 * Math.LN2, 19.5 * Math.LN2, 56 * Math.LN2, 56.5 * Math.LN2],
    'f4e25f3604514ade',
  ],
  [
    'log1p',
    log1p,
    [2 ** -54, 2 ** -29, Math.SQRT2 - 1, 1 - Math.SQRT1_2, 1 - 2 ** -20, 1 + 2 ** -19, 2 ** 53],
    'e7c586c0ef1eb380',
  ],
  ['log', log, [Math.SQRT1_2, Math.SQRT2, 1 - 2 ** -20, 1 + 2 ** -20, 2 - 2 ** -20, 2 ** -1022], '279e56f66b10551b'],
  ['sin', sin, [2 ** -27, Math.PI / 4, (3 * Math.PI) / 4, 0.3, 0.78125, 2 ** 20 * (Math.PI / 2)], '867133793c894b72'],
  ['cos', cos, [2 ** -27, Math.PI / 4, (3 * Math.PI) / 4, 0.3, 0.78125, 2 ** 20 * (Math.PI / 2)], '7d42f43b2c73a55e'],
  ['tanh', tanh, [2 ** -28, 1, 22], '8e276bdaad47d735'],
];

test.each(borders)('%s has those bits around its borders, too', (_, value, centres, sum) => {
  // Up to 2^-29 and 2^-45 of them away.
  const steps = Array.from({ length: 301 }, (__, k) => k - 150).flatMap((k) => [k * 2 ** -36, k * 2 ** -52]);
  const around = centres.flatMap((centre) => steps.flatMap((step) => [centre * (1 + step), -centre * (1 + step)]));
  const results = around.map(value).filter((result) => !Number.isNaN(result));
  expect(sumOf(results)).toBe(sum);
});

function argumentsOf(
  name: string,
  draws: (typeof elementaryFunctions)[number]['draws'],
): (readonly [number, number])[] {
  const rng = xoroshiro128plus(20);
  const drawn = Array.from({ length: 20_000 }, (_, k) => draws[k % draws.length](rng));
  // Where the algorithm is another than V8's, as the docstrings say.
  return drawn.filter(([x, y]) => (name === 'expm1' ? x < 709.4 : name !== 'pow' || Math.abs(y) < 2 ** 31));
}

function sumOf(results: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(8 * results.length));
  results.forEach((result, k) => view.setFloat64(8 * k, result, true));
  return createHash('sha256').update(view).digest('hex').slice(0, 16);
}

describe('errors are below the bounds that are stated', async () => {
  const exact = await exactFunctions();
  for (const { name, value, bound, draws, hard } of elementaryFunctions) {
    test(name, () => {
      const rng = xoroshiro128plus(16);
      const drawn = Array.from({ length: 5000 }, (_, k) => draws[k % draws.length](rng));
      for (const [x, y] of [...hard, ...drawn]) {
        const error = exact[name](value(x, y), x, y);
        if (!(error < bound)) expect.fail(`${name}(${x}, ${y}): ${error} units, the bound is ${bound}`);
      }
    });
  }
});

describe('borders are those of ECMAScript', () => {
  test.each([
    ['log', log, [NaN, -Infinity, -Infinity, 0, NaN, Infinity, NaN]],
    ['log1p', log1p, [NaN, 0, -0, Math.LN2, -Infinity, Infinity, NaN]],
    ['log2', log2, [NaN, -Infinity, -Infinity, 0, NaN, Infinity, NaN]],
    ['log10', log10, [NaN, -Infinity, -Infinity, 0, NaN, Infinity, NaN]],
    ['exp', exp, [NaN, 1, 1, Math.E, 0.36787944117144233, Infinity, 0]],
    ['expm1', expm1, [NaN, 0, -0, 1.718281828459045, -0.6321205588285577, Infinity, -1]],
    ['cos', cos, [NaN, 1, 1, 0.5403023058681398, 0.5403023058681398, NaN, NaN]],
    ['sin', sin, [NaN, 0, -0, 0.8414709848078965, -0.8414709848078965, NaN, NaN]],
    ['tanh', tanh, [NaN, 0, -0, 0.7615941559557649, -0.7615941559557649, 1, -1]],
    ['hypot', hypot, [NaN, 0, 0, 1, 1, Infinity, Infinity]],
  ] as const)('%s of NaN, ±0, ±1, ±∞', (_, f, values) => {
    expect([NaN, 0, -0, 1, -1, Infinity, -Infinity].map((x) => f(x))).toEqual(values);
  });

  test('overflow and underflow begin where they should', () => {
    expect([709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412].map(exp)).toEqual([
      1.7976931348622732e308,
      Infinity,
      5e-324,
      0,
    ]);
    expect([expm1(709.782712893384), expm1(709.7827128933841)]).toEqual([1.7976931348622732e308, Infinity]);
    expect(hypot(1.2e308, 1.2e308)).toBeLessThan(Infinity);
    expect(hypot(3e-320, 4e-320)).toBe(5e-320);
    expect([hypot(), hypot(NaN, -Infinity), hypot(NaN, 1)]).toEqual([0, Infinity, NaN]);
  });

  test('NaN with its sign bit set is NaN too', () => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, 0xfff8_0000_0000_0001n);
    const odd = view.getFloat64(0);
    for (const f of [log, log1p, log2, log10, exp, expm1, cos, sin, tanh, hypot]) expect(f(odd)).toBeNaN();
  });
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const positive = fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true });

property([finite])('sin and tanh are odd, cos is even, exactly', (x) => {
  expect(sin(-x)).toBe(-sin(x));
  expect(tanh(-x)).toBe(-tanh(x));
  expect(cos(-x)).toBe(cos(x));
});

property([finite])('values stay in their range', (x) => {
  for (const value of [sin(x), cos(x), tanh(x)]) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  expect(exp(x)).toBeGreaterThanOrEqual(0);
  expect(expm1(x)).toBeGreaterThanOrEqual(-1);
});

property([fc.integer({ min: -1074, max: 1023 })])('logarithms of powers of two are exact', (k) => {
  expect(log2(pow(2, k))).toBe(k);
  expect(log(pow(2, k))).toBe(k * 6.9314718036912381649e-1 + k * 1.90821492927058770002e-10);
});

property([fc.integer({ min: 0, max: 22 })])('log10 of a power of ten is its exponent', (k) => {
  expect(log10(Number(`1e${k}`))).toBe(k);
});

/**
 * Neighbours: where values are farther apart than twice the bound, they cannot be in the wrong order; 64
 * doubles apart they are, for functions whose relative slope |x·f′/f| is ½ or more there.
 */
property([positive])('log grows', (x) => {
  fc.pre(x < 1e308 && Math.abs(log(x)) < 16);
  expect(log(x * (1 + 2 ** -46))).toBeGreaterThan(log(x));
});

property([fc.double({ min: -700, max: 700, noNaN: true })])('exp, expm1 and tanh grow', (x) => {
  const next = x + Math.max(Math.abs(x), 2 ** -40) * 2 ** -44;
  expect(exp(next)).toBeGreaterThanOrEqual(exp(x));
  expect(expm1(next)).toBeGreaterThanOrEqual(expm1(x));
  expect(tanh(next)).toBeGreaterThanOrEqual(tanh(x));
});

/** One, and each cofactor, is rounded: 2 units of ulp(1) for each of the squares. */
property([finite])('cos² + sin² = 1', (x) => {
  expect(Math.abs(cos(x) * cos(x) + sin(x) * sin(x) - 1)).toBeLessThanOrEqual(8 * 2 ** -53);
});

property([finite, finite])('hypot does not mind signs and order', (x, y) => {
  fc.pre(Math.abs(x) !== Math.abs(y));
  expect(hypot(-x, y)).toBe(hypot(x, y));
  expect(hypot(x, 0)).toBe(Math.abs(x));
});
