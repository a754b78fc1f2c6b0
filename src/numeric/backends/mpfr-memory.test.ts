import { describe, expect, test } from 'vitest';
import { initialTheta } from '../../training/initial-theta.js';
import { train } from '../../training/train.js';
import { namedRecipes } from '../../training/named-recipes.js';
import { trialStreams } from '../../random/streams.js';
import { loadMpfr, type MpfrNumber } from './mpfr.js';

const n = await loadMpfr(50);
const dead = /used after its scope ended/;

describe('scope', () => {
  test('releases every value made inside, nested scopes first', () => {
    const before = n.liveValues();
    n.scope(() => {
      const a = n.fromNumber(1);
      n.scope(() => {
        n.add(a, a);
        expect(n.liveValues()).toBe(before + 2);
      });
      expect(n.liveValues()).toBe(before + 1);
    });
    expect(n.liveValues()).toBe(before);
  });

  test('a value that left its scope makes every operation throw, also when its memory is in use again', () => {
    const escaped = n.scope(() => n.fromNumber(3));
    n.scope(() => {
      const other = n.fromNumber(4);
      const uses: (() => unknown)[] = [
        () => n.add(escaped, other),
        () => n.add(other, escaped),
        () => n.neg(escaped),
        () => n.less(other, escaped),
        () => n.isNaN(escaped),
        () => n.toNumber(escaped),
        () => n.format(escaped),
        () => n.cos(escaped),
        () => n.evolve([escaped], () => []),
        () => n.evolve([], () => [escaped]),
      ];
      for (const use of uses) {
        expect(use).toThrow(dead);
        // toThrow(/…/) alone is content with a thrown undefined.
        expect(use).toThrow(Error);
      }
    });
  });

  test('a body that throws releases its values', () => {
    const before = n.liveValues();
    expect(() =>
      n.scope(() => {
        n.fromNumber(1);
        throw new Error('body');
      }),
    ).toThrow('body');
    expect(n.liveValues()).toBe(before);
    n.fromNumber(2);
    expect(n.liveValues()).toBe(before + 1);
  });

  test('values made outside any scope, and constants, live on', () => {
    const outside = n.fromNumber(7);
    n.scope(() => n.tenToThe(5));
    expect(n.toNumber(n.mul(outside, n.tenToThe(5)))).toBe(700_000);
  });
});

test('a new context holds its constants alone: π, 1, 0, ½, 10, −1, NaN and the limit of cosine and sine', async () => {
  expect((await loadMpfr(20)).liveValues()).toBe(8);
});

describe('evolve', () => {
  test('keeps what is returned and kills the state', () => {
    const state = [n.fromNumber(1), n.fromNumber(2)];
    const before = n.liveValues();
    const next = n.evolve(state, () => [n.add(state[0], state[1]), n.mul(n.add(state[0], state[0]), state[1])]);
    expect(next.map((value) => n.toNumber(value))).toEqual([3, 4]);
    expect(n.liveValues()).toBe(before);
    expect(() => n.toNumber(state[0])).toThrow(dead);
  });

  test('a body that throws leaves the state alive', () => {
    const state = [n.fromNumber(5)];
    const before = n.liveValues();
    expect(() =>
      n.evolve(state, () => {
        n.fromNumber(1);
        throw new Error('body');
      }),
    ).toThrow('body');
    expect(n.toNumber(state[0])).toBe(5);
    expect(n.liveValues()).toBe(before);
  });

  test('takes state itself, constants and repeated values as results', () => {
    const state = [n.fromNumber(5), n.fromNumber(6)];
    const before = n.liveValues();
    let values: readonly MpfrNumber[] = n.evolve(state, () => {
      const sum = n.add(state[0], state[1]);
      return [state[0], n.zero, sum, sum];
    });
    values = n.evolve(values, () => values);
    expect(values.map((value) => n.toNumber(value))).toEqual([5, 0, 11, 11]);
    // One of the state died; a constant and a repeated value need no copy.
    expect(n.liveValues()).toBe(before);
    n.evolve(values, () => []);
    expect(n.toNumber(n.zero)).toBe(0);
    expect(() => n.toNumber(values[0])).toThrow(dead);
  });

  test('returns a copy of a value that others own', () => {
    const bound = n.fromNumber(700);
    const first = n.evolve([], () => [bound]);
    n.evolve(first, () => []);
    expect(n.toNumber(bound)).toBe(700);
  });

  test('results die with the scope evolve was called in', () => {
    const before = n.liveValues();
    const escaped = n.scope(() => {
      let state: readonly MpfrNumber[] = [n.one];
      for (let k = 0; k < 10; k++) state = n.evolve(state, () => [n.add(state[0], n.one)]);
      expect(n.toNumber(state[0])).toBe(11);
      return state;
    });
    expect(n.liveValues()).toBe(before);
    expect(() => n.toNumber(escaped[0])).toThrow(dead);
  });

  test('nests', () => {
    const state = [n.fromNumber(1)];
    const before = n.liveValues();
    const next = n.evolve(state, () => {
      const inner = n.evolve(state, () => [n.add(state[0], n.one)]);
      return n.evolve(inner, () => [n.add(inner[0], n.one)]);
    });
    expect(n.toNumber(next[0])).toBe(3);
    expect(n.liveValues()).toBe(before);
  });
});

test('a value of another context throws', async () => {
  const other = await loadMpfr(20);
  const use = () => n.add(n.one, other.one);
  expect(use).toThrow(/another context/);
  expect(use).toThrow(Error);
});

test('contexts of different precision do not disturb each other', async () => {
  const contexts = await Promise.all([20, 50, 200].map((digits) => loadMpfr(digits)));
  contexts.forEach((context, k) => {
    const digits = [20, 50, 200][k];
    const third = context.format(context.div(context.one, context.fromNumber(3)));
    expect(third.slice(0, digits + 2)).toBe(`0.${'3'.repeat(digits)}`);
    expect(third.length).toBeLessThan(digits + 7);
  });
  expect(n.format(n.pi).slice(0, 52)).toBe('3.14159265358979323846264338327950288419716939937510');
});

test('WebAssembly memory may grow', async () => {
  const context = await loadMpfr(10_000);
  context.scope(() => {
    const values = Array.from({ length: 8000 }, (_, k) => context.fromNumber(k));
    expect(context.toNumber(values[7999])).toBe(7999);
    expect(context.format(context.parse('0.5'))).toBe('0.5');
  });
});

test.each(['clipped', 'exact', 'naive'])('the number of live values is flat over training steps of %s', (name) => {
  const recipe = namedRecipes.get(name);
  if (recipe === undefined) throw new Error(name);
  const streams = trialStreams('xoroshiro128plus', 1);
  const initial = initialTheta(recipe, streams.initialisation).map((value) => n.fromNumber(value));
  const counts = [...train(n, { ...recipe, steps: 2000 }, initial, streams, 100)].map(() => n.liveValues());
  expect(new Set(counts.slice(10)).size).toBe(1);
});
