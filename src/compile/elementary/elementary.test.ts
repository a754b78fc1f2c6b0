import { describe, expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { nearFrom, nearTo } from '../../numeric/elementary/log.js';
import type { Numeric } from '../../numeric/numeric.js';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { numberOf } from '../../wasm/bits.js';
import { MapKernel } from '../map-kernel.js';
import { Trace } from '../trace.js';
import { traced } from '../traced.js';

const functions = ['ln', 'exp', 'cos', 'sin', 'tanh', 'leading', 'round', 'roundEven'] as const;

/** First 20 bits of significands at which ln goes another way: at 1, at √2, and two between them. */
const logBorders = [0, 0x6_a09c, nearFrom, nearTo];

/** Arguments by what is hard about them, from numbers drawn in [0, 1). */
const kinds: Readonly<Record<string, (next: () => number) => number>> = {
  'any bits': (next) => numberOf((BigInt(Math.floor(next() * 2 ** 32)) << 32n) | BigInt(Math.floor(next() * 2 ** 32))),
  'moderate numbers': (next) => 40 * next() - 20,
  'numbers near 1': (next) => 1 + (next() - 0.5) * 2 ** (-50 * next()),
  'numbers near multiples of ½π': (next) =>
    Math.floor(2 ** (20 * next())) * (Math.PI / 2) * (1 + (next() - 0.5) * 2 ** (-45 * next() - 8)),
  'significands near the borders of ln': (next) => {
    const high = (next() < 0.5 ? 0x3fe0_0000 : 0x3ff0_0000) + logBorders[Math.floor(4 * next())];
    return numberOf((BigInt(high + Math.floor(5 * next() - 2)) << 32n) | BigInt(Math.floor(next() * 2 ** 32)));
  },
  'exponents near the borders': (next) => (next() < 0.5 ? 709 : -744) + 4 * next() - 2,
  'powers of ten and what is next to them': (next) =>
    float64.tenToThe(Math.floor(308 * next())) * (1 + Math.floor(5 * next() - 2) * 2 ** -52),
  'halves and what is next to them': (next) =>
    Math.floor(100 * next() - 50) / 2 + (next() < 0.5 ? 0 : (next() - 0.5) * 2 ** -48),
};

const count = 4000;

describe.each(functions)('%s in lanes', (name) => {
  test.each(Object.entries(kinds))('gives the bits of float64 for %s', (_, draw) => {
    const rng = xoroshiro128plus(1);
    const drawn = Array.from({ length: count }, () => draw(() => rng.next()));
    const of = <T, C>(n: Numeric<T, C>, x: T): T => n[name](x);
    const trace = new Trace();
    const output = of(traced(trace), trace.input('number'));
    const kernel = new MapKernel({ trace, outputs: [output] }, 0, 1, { vectors: 4, grouped: 8 }, count);
    drawn.forEach((x, k) => kernel.setRow(k, [x]));
    kernel.map(0, count);
    const wrong = drawn.filter((x, k) => float64.format(kernel.resultOf(k, 0)) !== float64.format(of(float64, x)));
    expect(wrong).toEqual([]);
  });
});
