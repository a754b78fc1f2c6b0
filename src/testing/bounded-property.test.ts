import fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { ModelError } from '../gradcheck/model-error.js';
import { float64 } from '../numeric/backends/float64.js';
import { BoundedProperty } from './bounded-property.js';
import { commutesWith } from './commutes-with.js';
import { convergesTo } from './converges-to.js';
import type { DifferentiableModel } from './differentiable-model.js';
import { gradientMatches } from './gradient-matches.js';
import { numericGradientMatches, type NumericModel } from './numeric-model.js';
import { parameters } from './parameters.js';
import { assertProperty, propertyFailure, runProperty } from './property-failure.js';
import { stepIsBounded } from './step-is-bounded.js';

/** How often a function was called. */
function counted<Arguments extends unknown[], R>(f: (...args: Arguments) => R) {
  const calls = { count: 0, f: (...args: Arguments) => (calls.count++, f(...args)) };
  return calls;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Writes into an array that its type says is only read, as a model in JavaScript may. */
function overwrite(values: readonly number[], entry: number, value: number): void {
  Reflect.set(values, entry, value);
}

const square: DifferentiableModel = { loss: ([x]) => x * x, gradient: ([x]) => [2 * x] };

describe('a model that writes into what it is given is named at once', () => {
  const params = fc.constant(null).map(() => [1, 2, 3, 1]);

  test('a loss that writes into its parameters', () => {
    const model = {
      loss: counted((theta: readonly number[]) => {
        overwrite(theta, 3, 2);
        return theta[0] ** 2;
      }),
    };
    const outcome = runProperty(
      gradientMatches({ loss: model.loss.f, gradient: (theta) => theta.map(() => 0) }, { params }),
    );
    expect(outcome).toEqual({
      kind: 'unanswered',
      message: 'the loss writes into its parameters (entry 3: 1 became 2)',
    });
    // Once to see whether it returns a promise.
    expect(model.loss.count).toBe(2);
  });

  test('a loss that shrank for ever: it sorts its parameters', () => {
    const loss = counted((theta: readonly number[]) => Reflect.apply(Array.prototype.sort, theta, [])[0] ** 2);
    const model: DifferentiableModel = { loss: loss.f, gradient: (theta) => theta.map(() => 0) };
    expect(propertyFailure(gradientMatches(model, { params: parameters(4) }), { seed: 1 })).toMatch(
      /^the loss writes into its parameters \(entry \d: \S+ became \S+\)$/,
    );
    // At most the cases in which it changes nothing, since all are in order or alike, come before.
    expect(loss.count).toBeLessThan(20_000);
  });

  test('a gradient that does so, or changes their number', () => {
    const gradient = (theta: readonly number[]) => {
      overwrite(theta, 0, 0);
      return [0, 0, 0, 0];
    };
    expect(propertyFailure(gradientMatches({ loss: () => 0, gradient }, { params }))).toBe(
      'the gradient writes into its parameters (entry 0: 1 became 0)',
    );
    const shorter = (theta: readonly number[]) => {
      Reflect.set(theta, 'length', 2);
      return [0, 0, 0, 0];
    };
    expect(propertyFailure(gradientMatches({ loss: () => 0, gradient: shorter }, { params }))).toBe(
      'the gradient writes into its parameters (4 entries became 2)',
    );
  });

  test('one that does so rarely', () => {
    let calls = 0;
    const model: DifferentiableModel = {
      loss: (theta) => {
        if (++calls === 70) overwrite(theta, 0, 9);
        return theta[0] ** 2;
      },
      gradient: ([x]) => [2 * x],
    };
    expect(propertyFailure(gradientMatches(model, { params: parameters(1) }))).toMatch(/entry 0: \S+ became 9/);
  });

  test.each([
    ['an array', [1, 2], (x: number[]) => (x[1] = 5), 'entry 1: 2 became 5'],
    ['a typed array', Float32Array.of(1, 2), (x: Float32Array) => x.fill(0), 'entry 0: 1 became 0'],
    [
      'a tree',
      { batch: [{ x: [1, 2] }] },
      (x: { batch: { x: number[] }[] }) => x.batch[0].x.reverse(),
      'batch[0].x[0]: 1 became 2',
    ],
    ['a map', new Map([['x', [1]]]), (x: Map<string, number[]>) => x.get('x')?.push(3), '"x": 1 entries became 2'],
    ['a set', new Set([1]), (x: Set<number>) => x.add(2), '1 entries became 2'],
    ['a field', { a: 1 }, (x: Record<string, number>) => (x['b'] = 2), '1 entries became 2'],
  ])('a loss that writes into its inputs: %s', (_, inputs, write, says) => {
    const model = {
      loss: (_theta: readonly number[], given: unknown) => {
        Reflect.apply(write, null, [given]);
        return 1;
      },
      gradient: () => [0],
    };
    const before = structuredClone(inputs);
    expect(
      propertyFailure(gradientMatches(model, { params: parameters(1), inputs: fc.constant<unknown>(inputs) })),
    ).toBe(`the loss writes into its inputs (${says})`);
    expect(inputs).toEqual(before);
  });

  test('inputs that are written into late, in the midst of a check', () => {
    let calls = 0;
    const model: DifferentiableModel<{ x: number[] }> = {
      loss: ([w], { x }) => {
        if (++calls > 50) x[0] += 1;
        return w * x[0];
      },
      gradient: (_, { x }) => [x[0]],
    };
    expect(
      propertyFailure(
        gradientMatches(model, { params: parameters(1), inputs: fc.constant(null).map(() => ({ x: [1] })) }),
      ),
    ).toMatch(/^the model writes into its inputs \(x\[0\]: 1 became \d+\)$/);
  });

  test('a model over Numeric<T>', () => {
    const writing = (which: 'params' | 'inputs'): NumericModel => ({
      loss: (n, theta, given) => {
        Reflect.set(which === 'params' ? theta : given, 0, n.fromNumber(7));
        return n.one;
      },
      gradient: (n, theta) => theta.map(() => n.zero),
    });
    const options = { params: fc.constant([1]), inputs: fc.constant([2]) };
    expect(propertyFailure(numericGradientMatches(float64, writing('params'), options))).toMatch(
      /^the loss writes into its parameters \(entry 0: .* became 7\)$/,
    );
    expect(propertyFailure(numericGradientMatches(float64, writing('inputs'), options))).toMatch(
      /^the loss writes into its inputs \(entry 0: 2 became 7\)$/,
    );
  });

  test('a map, and a symmetry', () => {
    const inputs = fc.constant(null).map(() => [3, 1, 2]);
    const reversal = { name: 'reversal', onInput: (x: number[]) => x.toReversed(), onOutput: (y: number[]) => y };
    expect(propertyFailure(commutesWith((x: number[]) => x.sort(), reversal, { inputs }))).toMatch(
      /^the map writes into its input \(entry 0: 3 became 1\)$/,
    );
    const inPlace = { ...reversal, onInput: (x: number[]) => x.reverse() };
    expect(propertyFailure(commutesWith((x: number[]) => x, inPlace, { inputs }))).toMatch(
      /^reversal writes into its input \(entry 0: 3 became 2\)$/,
    );
  });

  test('a step in place is a step: it is measured', () => {
    const inPlace = (w: readonly number[]) => {
      overwrite(w, 0, w[0] + 3);
      return w;
    };
    expect(propertyFailure(stepIsBounded(inPlace, 1, { length: 1 }))).toContain('the bound is 1');
    expect(propertyFailure(stepIsBounded(inPlace, 3, { length: 1 }))).toBeNull();
  });
});

/** Models that have no single answer to give, each the gradient of something now and then. */
const unsteady: readonly (readonly [string, () => DifferentiableModel])[] = [
  [
    'new values in every call',
    () => {
      let calls = 0;
      return { loss: () => ++calls, gradient: ([x]) => [x] };
    },
  ],
  [
    'a state that changes from case to case',
    () => {
      let calls = 0;
      return { loss: ([x]) => x * x, gradient: ([x]) => [2 * x + Math.floor(++calls / 50)] };
    },
  ],
  [
    'memory that grows with every call',
    () => {
      const kept: number[][] = [];
      return {
        loss: ([x]) => {
          kept.push(Array.from({ length: 100 }, () => x));
          if (kept.length > 1000) kept.splice(0);
          return x * x;
        },
        gradient: ([x]) => [3 * x],
      };
    },
  ],
  [
    'an error now and then',
    () => {
      let calls = 0;
      return {
        loss: ([x]) => {
          if (++calls % 97 === 0) throw new Error('out of memory');
          return x * x;
        },
        gradient: ([x]) => [2 * x],
      };
    },
  ],
];

describe('every property ends', () => {
  test.each(unsteady)('a model with %s is refuted within the tries allowed', (_, make) => {
    const model = make();
    const loss = counted((theta: readonly number[]) => model.loss(theta, undefined));
    const checked: DifferentiableModel = { loss: loss.f, gradient: (theta) => model.gradient(theta, undefined) };
    const failure = propertyFailure(gradientMatches(checked, { params: parameters(1) }), { seed: 3, shrinkTries: 50 });
    expect(failure).not.toBeNull();
    // 100 cases and 50 tries of at most 400 evaluations each.
    expect(loss.count).toBeLessThan(150 * 400);
  });

  /** Something smaller to try, for ever: what writing into a case made of every arbitrary. */
  const bottomless = fc.nat();
  Reflect.set(bottomless, 'shrink', () => fc.stream([new fc.Value(1, 0)][Symbol.iterator]()));

  test('shrinking that would not end is cut short after so many tries, and says so', () => {
    const judge = counted((x: number) => x < -1);
    const failure = propertyFailure(fc.property(bottomless, judge.f), { shrinkTries: 200 });
    expect(failure).toMatch(
      /shrunk 200 times; shrinking was cut short after 200 tries, so there may be a smaller case \(shrinkTries allows more\)/,
    );
    expect(failure).toMatch(/replay with/);
    expect(judge.count).toBe(201);
    expect(propertyFailure(fc.property(bottomless, judge.f))).toMatch(/cut short after 10,000 tries/);
  });

  test('or after so much time', () => {
    expect(
      propertyFailure(
        fc.property(bottomless, () => false),
        { shrinkTime: 0, shrinkTries: Infinity },
      ),
    ).toMatch(/shrinking was cut short after 0 s/);
  });

  test('under fast-check alone too', () => {
    const judge = counted((x: number) => x < -1);
    const limited = new BoundedProperty(() => fc.property(bottomless, judge.f), { shrinkTries: 30 });
    expect(() => fc.assert(limited)).toThrow(/Property failed/);
    expect(() => fc.assert(limited)).toThrow(/Property failed/);
    expect(judge.count).toBe(2 * 31);
  });

  test('the smallest case found so far is the one that is reported', () => {
    const wrong: DifferentiableModel = { loss: ([x]) => x ** 2, gradient: ([x]) => [x > 100 ? x : 2 * x] };
    const params = fc.nat({ max: 1e6 }).map((x) => [x]);
    const least = (shrinkTries: number) => {
      const failure = propertyFailure(gradientMatches(wrong, { params }), { seed: 1, shrinkTries }) ?? '';
      return { failure, x: Number(/params {3}\[(\d+)\]/.exec(failure)?.[1]) };
    };
    const [few, many] = [least(3), least(1000)];
    expect(few.failure).toContain('cut short after 3 tries');
    expect(many.failure).not.toContain('cut short');
    expect(few.x).toBeGreaterThan(many.x);
    expect(many.x).toBe(101);
  });

  test('a model that gets slower: the time that is left is looked at before every evaluation', () => {
    const loss = counted(([x]: readonly number[]) => x * x);
    const slow: DifferentiableModel = { loss: loss.f, gradient: ([x]) => [2 * x] };
    expect(propertyFailure(gradientMatches(slow, { params: parameters(1), timeLimit: 0 }))).toMatch(
      /^the time limit of 0 s ran out after \d of 100 cases, none of which failed\nraise timeLimit, or lower numRuns$/,
    );
    expect(loss.count).toBeLessThan(200);
    const alone = fc.check(gradientMatches(slow, { params: parameters(1), timeLimit: 0 }));
    expect(alone).toMatchObject({ failed: true, numShrinks: 0, errorInstance: { name: 'TimeSpent' } });
  });

  test('time is counted from the first case, and anew in every run', () => {
    const timed = gradientMatches(square, { params: parameters(1), timeLimit: 1500 });
    sleep(1600);
    expect(propertyFailure(timed, { numRuns: 1 })).toBeNull();
    sleep(1600);
    fc.assert(timed, { numRuns: 1 });
  });

  test('a run that is awaited for ever, and one that is only slow', async () => {
    const family = { name: 'solutions', contains: () => true };
    const claim = { rate: 0.9, margin: 0.2, timeLimit: 20 };
    await expect(convergesTo(family, { ...claim, run: () => Promise.race<number>([]) })).rejects.toThrow(
      /^the time limit of 0\.02 s ran out after 0 of at most 160 runs, of which 0 converged to solutions: no answer yet/,
    );
    await expect(convergesTo(family, { ...claim, timeLimit: 0, run: (seed) => seed })).rejects.toThrow(/no answer yet/);
  });

  test('a claim that only a hundred thousand runs could decide is refused before the first', async () => {
    const family = { name: 'solutions', contains: () => true };
    const run = counted((seed: number) => seed);
    await expect(convergesTo(family, { run: run.f, rate: 0.5, margin: 1e-6 })).rejects.toThrow(
      /^margin is 0\.000001, must be wider: this one would take up to about \d+ runs/,
    );
    expect(run.count).toBe(0);
  });
});

property([fc.nat({ max: 1000 }), fc.nat({ max: 200 }), fc.integer({ min: 1, max: 30 })])(
  'a run makes no more calls than its cases and its tries, and its path leads to the same case again',
  (least, shrinkTries, numRuns) => {
    const judge = counted((x: number) => x < least);
    const tried = fc.property(fc.nat({ max: 2000 }), judge.f);
    const failure = propertyFailure(tried, { seed: least, shrinkTries, numRuns });
    expect(judge.count).toBeLessThanOrEqual(numRuns + shrinkTries);
    if (failure === null) return;
    const path = /path: "([\d:]+)"/.exec(failure)?.[1] ?? '';
    const values: number[] = [];
    const replayed = fc.property(fc.nat({ max: 2000 }), (x) => {
      values.push(x);
      return x < least;
    });
    propertyFailure(replayed, { seed: least, path, numRuns: 1, shrinkTries: 0 });
    const seen: number[] = [];
    propertyFailure(
      fc.property(fc.nat({ max: 2000 }), (x) => {
        if (x >= least) seen.push(x);
        return x < least;
      }),
      { seed: least, shrinkTries, numRuns },
    );
    expect(values).toEqual([seen.at(-1)]);
  },
);

describe('what was skipped is counted by its reason', () => {
  test('and shown by an example', () => {
    const model: DifferentiableModel = { loss: ([x]) => (x === 0 ? Math.abs(x) : Math.log(x)), gradient: () => [1] };
    const params = fc.constantFrom([0], [-1]);
    const failure = propertyFailure(gradientMatches(model, { params }), { seed: 1, numRuns: 10 }) ?? '';
    expect(failure).toMatch(
      /^nothing could be judged: 1,001 cases were skipped \(not finite 1,001\), 0 of 10 judged\nfor example \(not finite\): the loss is NaN at the point\n {2}params {3}\[-1\]\nwiden/,
    );
    const kinked: DifferentiableModel = { loss: ([x]) => (x < 0 ? NaN : Math.abs(x - 1)), gradient: () => [1] };
    const both =
      propertyFailure(gradientMatches(kinked, { params: fc.constantFrom([1], [-1]) }), { seed: 1, numRuns: 8 }) ?? '';
    const counts = /801 cases were skipped \(\w[\w ]* (\d+), \w[\w ]* (\d+)\), 0 of 8 judged/.exec(both);
    const [more, fewer] = (counts ?? []).slice(1).map(Number);
    expect(more + fewer).toBe(801);
    expect(more).toBeGreaterThanOrEqual(fewer);
    expect(both).toContain(
      'for example (kink): kink in entry 0: the slope is -1 on the left, 1 on the right\n  params   [1]',
    );
    expect(both).toContain('for example (not finite): the loss is NaN at the point\n  params   [-1]');
  });

  test('with a property that has conditions of its own', () => {
    const failure = propertyFailure(fc.property(fc.nat(), (x) => fc.pre(x < 0)));
    expect(failure).toMatch(/10,001 cases were skipped \(its own precondition 10,001\), 0 of 100 judged/);
  });
});

describe('a check that checked nothing is no success', () => {
  test.each([
    [0, /^numRuns: 0: must be a whole number from 1 up/],
    [1.5, /^numRuns: 1\.5/],
    [Number.NaN, /^numRuns: NaN/],
  ])('%d cases', (numRuns, says) => {
    expect(() => propertyFailure(gradientMatches(square, { params: parameters(1) }), { numRuns })).toThrow(says);
  });

  test('limits that are none', () => {
    expect(() =>
      propertyFailure(
        fc.property(fc.nat(), () => true),
        { timeLimit: Number.NaN },
      ),
    ).toThrow(/^timeLimit: NaN: must be a number from 0 up/);
    expect(() => gradientMatches(square, { params: parameters(1), shrinkTries: -1 })).toThrow(/^shrinkTries: -1/);
  });

  test('entries that are none', () => {
    const params = parameters(1);
    expect(propertyFailure(gradientMatches(square, { params, entries: [] }))).toMatch(/^entries: \[\]: names nothing/);
    expect(propertyFailure(gradientMatches(square, { params, entries: [1] }))).toMatch(/^entries: 1: must be/);
  });

  test('parameters without an entry', () => {
    expect(
      propertyFailure(gradientMatches({ loss: () => 0, gradient: () => [] }, { params: fc.constant([]) })),
    ).toMatch(/nothing could be judged: .* \(no parameters 10,001\)/);
  });

  test('an answer that is awaited', async () => {
    const family = { name: 'x', contains: () => Promise.resolve(false) };
    const options = { run: (seed: number) => seed, rate: 0.8, margin: 0.1 };
    await expect(Reflect.apply(convergesTo, null, [family, options])).rejects.toThrow(
      /^contains of x returned a Promise: it must return true or false, at once$/,
    );
    expect(() => void Reflect.apply(gradientMatches, null, [square, { params: [1] }])).toThrow(
      /^params: an array of 1: must be a fast-check arbitrary/,
    );
    expect(() => void Reflect.apply(numericGradientMatches, null, [float64, square, { params: [1] }])).toThrow(
      /^params: an array of 1: must be a fast-check arbitrary/,
    );
    expect(new ModelError('x')).toBeInstanceOf(RangeError);
  });
});

describe('what is asynchronous', () => {
  const later = <R>(value: R) => new Promise<R>((resolve) => setImmediate(() => resolve(value)));
  const params = parameters(2);
  const right = {
    loss: ([x, y]: readonly number[]) => later(x * x * y),
    gradient: ([x, y]: readonly number[]) => later([2 * x * y, x * x]),
  };
  const wrong = { ...right, gradient: ([x, y]: readonly number[]) => later([2 * x * y, 1.01 * x * x]) };

  test('a model: the property is asynchronous, and ends as a synchronous one does', async () => {
    const awaited = gradientMatches(right, { params });
    expect(awaited.isAsync()).toBe(true);
    expect(await propertyFailure(awaited, { numRuns: 5 })).toBeNull();
    await assertProperty(gradientMatches(right, { params }), { numRuns: 2 });
    await fc.assert(gradientMatches(right, { params }), { numRuns: 2 });
    const failure = await propertyFailure(gradientMatches(wrong, { params }), { seed: 1 });
    const atOnce = {
      loss: ([x, y]: readonly number[]) => x * x * y,
      gradient: ([x, y]: readonly number[]) => [2 * x * y, 1.01 * x * x],
    };
    expect(failure).toMatch(/^the gradient is wrong in entry 1[^]*replay with/);
    expect(failure).toBe(propertyFailure(gradientMatches(atOnce, { params }), { seed: 1 }));
    await expect(assertProperty(gradientMatches(wrong, { params }), { seed: 1 })).rejects.toThrow(failure ?? '');
    expect(await runProperty(gradientMatches(wrong, { params }), { seed: 1 })).toMatchObject({ kind: 'failed' });
  });

  test('only one of the two, with inputs and a tree', async () => {
    const model = {
      loss: ({ w }: { w: number }, x: number) => w * x,
      gradient: (_: { w: number }, x: number) => later({ w: x }),
    };
    const points = { params: fc.record({ w: fc.integer() }), inputs: fc.integer() };
    expect(await propertyFailure(gradientMatches(model, points), { numRuns: 5 })).toBeNull();
    const off = { ...model, gradient: (_: { w: number }, x: number) => later({ w: x + 1 }) };
    expect(await propertyFailure(gradientMatches(off, points))).toMatch(/wrong in w\n[^]*params {3}\{ w: 0 \}/);
  });

  test.each([
    ['never comes', () => new Promise<number>(() => undefined)],
    ['is late', () => new Promise<number>((resolve) => setTimeout(() => resolve(1), 300))],
  ])('a loss that %s: the time limit holds', async (_, loss) => {
    const started = performance.now();
    const failure = await propertyFailure(gradientMatches({ loss, gradient: () => [1, 1] }, { params, timeLimit: 50 }));
    expect(failure).toMatch(/^the time limit of 0\.05 s ran out after 0 of 100 cases/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('shrinking that waits for ever is cut short', async () => {
    let failed = false;
    const property = fc.asyncProperty(fc.nat({ max: 1000 }), () => {
      if (failed) return new Promise<boolean>(() => undefined);
      failed = true;
      return Promise.resolve(false);
    });
    expect(await propertyFailure(property, { seed: 3, shrinkTime: 30 })).toMatch(
      /shrinking was cut short after 0\.03 s[^]*replay with/,
    );
  });

  test("a property of the user's own", async () => {
    const even = fc.asyncProperty(fc.nat(), (x) => later(x % 2 === 0));
    expect(await propertyFailure(even, { seed: 1 })).toMatch(/found in \d+ cases?, shrunk/);
    expect(await propertyFailure(fc.asyncProperty(fc.nat(), () => later(true)))).toBeNull();
  });

  test('what is no loss, or written into, is said at once from the promise', async () => {
    const text = { loss: () => later('9'), gradient: () => [1, 1] };
    expect(await Reflect.apply(propertyFailure, null, [Reflect.apply(gradientMatches, null, [text, { params }])])).toBe(
      'the loss returned "9" (a string): it must return a number',
    );
    const writes = {
      loss: async (theta: readonly number[], x: { t: number }) => {
        await later(0);
        x.t = 3;
        return theta[0];
      },
      gradient: () => [1, 0],
    };
    const inputs = fc.constant(null).map(() => ({ t: 1 }));
    expect(await propertyFailure(gradientMatches(writes, { params, inputs }))).toBe(
      'the loss writes into its inputs (t: 1 became 3)',
    );
    const fails = { loss: () => Promise.reject<number>(new TypeError('no device')), gradient: () => [1, 1] };
    expect(await propertyFailure(gradientMatches(fails, { params }))).toMatch(/^no device/);
  });

  test('a model that returns a promise only now and then is told so', () => {
    let calls = 0;
    const loss: unknown = ([x]: readonly number[]) => (++calls < 5 ? x : later(x));
    const model = { loss, gradient: () => [1] };
    expect(
      Reflect.apply(propertyFailure, null, [Reflect.apply(gradientMatches, null, [model, { params: parameters(1) }])]),
    ).toBe('the model returned a Promise where it did not before: it must do so always, or never');
  });
});

describe('a run', () => {
  const random = new fc.Random(xoroshiro128plusFromState([1, 2, 3, 4]));
  const failsAt = (bad: number) =>
    new BoundedProperty((turn) =>
      fc.property(fc.nat(), (value) => {
        if (value !== bad) turn.skip('good', () => String(value));
        throw new Error('bad');
      }),
    );
  /** What the next case of a run is skipped for, counted with those before it. */
  const skipped = (property: BoundedProperty<[number]>, id?: number): number => {
    property.run([property.generate(random, id).value[0]]);
    return property.record.skipped[0].count;
  };

  test('ends with a case that fails, whatever the number of the next one is', () => {
    const property = failsAt(-1);
    expect([skipped(property, 0), skipped(property, 4)]).toEqual([1, 2]);
    property.generate(random, 5);
    expect(property.run([-1])).toMatchObject({ error: { message: 'bad' } });
    expect(skipped(property, 6)).toBe(1);
  });

  test('begins with a case that has no number, and goes on with the first that has one', () => {
    const property = failsAt(-1);
    expect([skipped(property), skipped(property), skipped(property, 0), skipped(property, 1)]).toEqual([1, 1, 2, 3]);
  });
});
