import { describe, expect, test } from 'vitest';
import { trialStreams } from '../random/streams.js';
import { initialTheta } from '../training/initial-theta.js';
import { train } from '../training/train.js';
import { namedRecipes } from '../training/named-recipes.js';
import { backends, chooseBackend, withBackend } from './backends.js';
import { decimal } from './backends/decimal.js';
import { dual } from './dual.js';
import { float64 } from './backends/float64.js';
import { loadMpfr, mpfrBackend } from './backends/mpfr.js';
import type { Numeric } from './numeric.js';

/** The weights after that many steps, as text. */
function trained<T>(n: Numeric<T>, name: string, steps: number, seed = 1): string[] {
  const recipe = namedRecipes.get(name);
  if (recipe === undefined) throw new Error(name);
  const streams = trialStreams('xoroshiro128plus', seed);
  const initial = initialTheta(recipe, streams.initialisation).map((value) => n.fromNumber(value));
  let weights: string[] = [];
  for (const snapshot of train(n, { ...recipe, steps }, initial, streams, steps)) {
    weights = snapshot.theta.map((value) => n.format(value));
  }
  return weights;
}

describe('one core, four number systems', async () => {
  const mpfr = await loadMpfr(50);
  test.each(['clipped', 'exact', 'naive'])('%s trains on all of them and the weights agree', (name) => {
    const wide = decimal(100);
    const agree = (a: string[], b: string[], tolerance: number) =>
      a.forEach((text, k) => {
        const error = wide.div(wide.sub(wide.parse(text), wide.parse(b[k])), wide.parse(b[k]));
        expect(Math.abs(wide.toNumber(error))).toBeLessThan(tolerance);
      });
    const reference = trained(mpfr, name, 20);
    agree(trained(decimal(50), name, 20), reference, 1e-44);
    agree(trained(decimal(20), name, 20), reference, 1e-14);
    agree(trained(float64, name, 20), reference, 1e-10);
    expect(trained(dual(float64), name, 20)).toEqual(trained(float64, name, 20));
    expect(trained(dual(mpfr), name, 20)).toEqual(reference);
  });
});

describe('chooseBackend', () => {
  test('names the backends that take what this one does not', () => {
    const refused = (digits: number) => () => chooseBackend('decimal', digits);
    expect(refused(500)).toThrow(/the digits decimal takes: mpfr takes so many$/);
    expect(refused(20_000)).toThrow(/the digits decimal takes$/);
    const more = backends.with({ ...mpfrBackend, name: 'wider' });
    expect(() => chooseBackend('decimal', 500, more)).toThrow(/takes: mpfr, wider takes so many$/);
  });

  test('fills in the standard precision', () => {
    expect(chooseBackend('float64', null)).toEqual({ name: 'float64', digits: null });
    expect(chooseBackend('mpfr', null)).toEqual({ name: 'mpfr', digits: 50 });
    expect(chooseBackend('decimal', 34)).toEqual({ name: 'decimal', digits: 34 });
  });
  test.each([
    ['float8', null, /backend: "float8" is not known; known are float64, decimal, mpfr/],
    ['float64', 20, /precision: 20 was given, but float64 has a fixed precision/],
    ['mpfr', 5, /precision: 5 is not an integer from 16 to 10000/],
    ['decimal', 1e6, /precision: 1000000 is not an integer from 2 to 250/],
    ['decimal', 20.5, /precision: 20.5 is not an integer/],
  ])('refuses %s with %s digits', (name, digits, message) => {
    expect(() => chooseBackend(name, digits)).toThrow(message);
  });
});

test('withBackend opens every backend', async () => {
  const names = await Promise.all(
    [chooseBackend('float64', null), chooseBackend('decimal', 20), chooseBackend('mpfr', 20)].map((choice) =>
      withBackend(choice, (n) => `${n.name} ${n.format(n.pi).slice(0, 6)}`),
    ),
  );
  expect(names).toEqual(['float64 3.1415', 'decimal 3.1415', 'mpfr 3.1415']);
});
