import { describe, expect, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import type { Backend } from '../../numeric/backend.js';
import { float64, float64Backend } from '../../numeric/backends/float64.js';
import type { Numeric } from '../../numeric/numeric.js';
import { backendLaws } from './backend-laws.js';

/** float64 with some of its operations exchanged. */
const changed = (change: Partial<Numeric<number>>): Backend => ({
  ...float64Backend,
  name: 'ours',
  open: async (_, use) => use({ ...float64, ...change }),
});

type Operation = 'add' | 'mul' | 'exp' | 'cos' | 'round' | 'leading' | (typeof others)[number];
const others = ['sub', 'div', 'min', 'max', 'neg', 'abs', 'sqrt', 'ln', 'sin', 'tanh', 'roundEven'] as const;
const result = (name: Operation, [a, b]: readonly number[]): number => float64[name](a, b);

/** An operation whose results are off by so much of themselves, or of 1. */
const off =
  (by: number, name: Operation) =>
  (...given: number[]): number => {
    const value = result(name, given);
    return Number.isFinite(value) ? value + by * Math.max(Math.abs(value), 1) : value;
  };

test('results within both roundings break no law', async () => {
  // 2u of an operation is 2^-51 in float64, and 8u of an elementary function 2^-49; less one more rounding.
  const near = changed({
    ...{ add: off(0.7 * 2 ** -51, 'add'), mul: off(-0.7 * 2 ** -51, 'mul') },
    ...{ exp: off(0.9 * 2 ** -49, 'exp'), cos: off(-0.9 * 2 ** -49, 'cos') },
  });
  const [, arithmetic] = backendLaws(near);
  expect(arithmetic.name).toBe("ours: arithmetic is float64's, to within both roundings");
  await expect(arithmetic.check({ numRuns: 200, seed: 1 })).resolves.toBeUndefined();
  const coarse: Backend = {
    ...float64Backend,
    open: async (_, use) => use({ ...float64, unitRoundoff: 2 ** -20, mul: off(2 ** -19.5, 'mul') }),
  };
  await expect(backendLaws(coarse)[1].check({ numRuns: 200, seed: 1 })).resolves.toBeUndefined();
});

test('a backend is opened with the digits that are asked for', async () => {
  const asked: (number | null)[] = [];
  const noting: Backend = {
    ...float64Backend,
    open: async (digits, use) => {
      asked.push(digits);
      return use(float64);
    },
  };
  for (const law of [...backendLaws(noting), ...backendLaws(noting, 30)]) await law.check({ numRuns: 1 });
  expect(asked).toEqual([null, null, null, null, 30, 30, 30, 30]);
});

describe('what is wrong with a backend is told', () => {
  test.each<[string, string, Partial<Numeric<number>>, RegExp]>([
    ['a number that is halved', 'enters', { toNumber: (a) => a / 2 }, /^\S+ left as \S+$/],
    ['a text that is read as another', 'enters', { parse: (text) => Number(text) + 1 }, /^\S+ is read as \S+$/],
    [
      'a sum that is off',
      'arithmetic',
      { add: off(1.5 * 2 ** -51, 'add') },
      /^\S+ add \S+ is \S+, and \S+ in float64$/,
    ],
    ['a product that is off', 'arithmetic', { mul: off(2 ** -50, 'mul') }, /^\S+ mul \S+ is \S+, and \S+ in float64$/],
    ['an exponential', 'arithmetic', { exp: off(1.5 * 2 ** -49, 'exp') }, /^exp \S+ is \S+, and \S+ in float64$/],
    ['a cosine', 'arithmetic', { cos: off(1.5 * 2 ** -49, 'cos') }, /^cos \S+ is \S+, and \S+ in float64$/],
    ['a whole number', 'arithmetic', { round: off(2 ** -50, 'round') }, /^round \S+ is \S+, and \S+ in float64$/],
    ['a mantissa', 'arithmetic', { leading: off(2 ** -50, 'leading') }, /^leading \S+ is \S+, and \S+ in float64$/],
    ['a sign of nothing', 'arithmetic', { sign: (a) => (a > 0 ? 1 : -1) }, /^sign \S+ is -1, and \S+ in float64$/],
    ['a bound that is not kept', 'arithmetic', { clamp: (a) => a }, /^clamp (\S+) is \1$/],
    ['a bound of another sign', 'arithmetic', { clamp: (a) => -float64.clamp(a, -1, 1) }, /^clamp \S+ is \S+$/],
    ['not a number that is one', 'comparisons', { isNaN: () => false }, /^isNaN NaN is false$/],
    ['less that is more', 'comparisons', { less: (a, b) => a > b }, /^\S+ < \S+ is (true|false)$/],
    [
      'the other side',
      'comparisons',
      { select: (condition, left, right) => (condition ? right() : left()) },
      /^select between \S+ and \S+ is \S+$/,
    ],
    [
      'a side too many',
      'comparisons',
      { select: (condition, left, right) => [left(), right()][condition ? 0 : 1] },
      /^2 sides of a select were computed$/,
    ],
    [
      'a state that is forgotten',
      'evolve',
      { evolve: (state, body) => (state.length > 0 ? [float64.add(body()[0], 1)] : body()) },
      /^after three steps \S+, not \S+$/,
    ],
  ])('%s', (_, says, change, words) => breaks(backendLaws(changed(change)), says, 300, words));

  test.each(others)('%s is among what is compared', (name) =>
    breaks(backendLaws(changed({ [name]: off(1, name) })), 'arithmetic', 100, new RegExp(`\\b${name}\\b`)),
  );
});
