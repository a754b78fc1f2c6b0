import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { BenchTask } from './suite.js';
import { suites } from './suites.js';
import { timeTask } from './time-task.js';

const [forward, gradient, training, sums] = suites;
const named = ({ tasks }: { readonly tasks: readonly BenchTask[] }, name: string): BenchTask => {
  const found = tasks.find(({ task }) => task === name);
  if (found === undefined) throw new Error(`no task ${name}`);
  return found;
};

/** How many products of decimal.js work makes. */
function productsOf(work: () => void): number {
  const own: unknown = Reflect.get(Decimal.prototype, 'mul');
  if (typeof own !== 'function') throw new Error('no method mul');
  let count = 0;
  const put = (value: unknown) =>
    Object.defineProperty(Decimal.prototype, 'mul', { configurable: true, writable: true, value });
  put(function (this: Decimal, ...args: readonly unknown[]): unknown {
    count++;
    const product: unknown = Reflect.apply(own, this, args);
    return product;
  });
  try {
    work();
  } finally {
    put(own);
  }
  return count;
}

describe('every suite', () => {
  test('has a name, a question and tasks of their own, one of them the base', () => {
    expect(suites.map(({ name }) => name)).toEqual(['forward', 'gradient', 'training-step', 'library-sums']);
    for (const { question, base, tasks } of suites) {
      expect(question).toMatch(/^what .*\?$/);
      expect(tasks.filter(({ task }) => task === base)).toHaveLength(1);
      expect(new Set(tasks.map(({ task }) => task)).size).toBe(tasks.length);
    }
  });

  test.each([forward, gradient, training].map((suite) => [suite.name, suite] as const))(
    '%s does the same on every number system',
    (_, { tasks }) => {
      expect(tasks.map(({ task, backend, precision }) => [task, backend, precision])).toEqual([
        ['float64', 'float64', null],
        ['float64 kernel', 'float64', null],
        ['dual(float64)', 'dual', null],
        ...['decimal', 'mpfr'].flatMap((name) =>
          [20, 34, 50, 100].map((digits) => [`${name} ${digits}`, name, digits]),
        ),
      ]);
      // A reading of the clock is of many operations where each is short.
      expect(tasks.map(({ batch }) => batch)).toEqual([100, 2000, 100, 1, 1, 1, 1, 10, 10, 10, 10]);
    },
  );

  // Of the precise ones those with the fewest digits stand for the others.
  const quick = suites.flatMap(({ name, tasks }) =>
    tasks.flatMap((task) =>
      task.precision === null || task.precision === 20 ? [[name, task.task, task] as const] : [],
    ),
  );
  test.each([...quick, ...sums.tasks.map((task) => [sums.name, task.task, task] as const)])(
    '%s on %s can be done again and again',
    async (_, __, { prepare }) => {
      const work = await prepare();
      for (let k = 0; k < 3; k++) expect(work).not.toThrow();
    },
  );
});

test('an output takes less arithmetic than a gradient, and a gradient less than a step of training', async () => {
  const counts: number[] = [];
  for (const suite of [forward, gradient, training]) {
    const work = await named(suite, 'decimal 20').prepare();
    counts.push(productsOf(work));
  }
  expect(counts[0]).toBeGreaterThan(4);
  expect(counts[1]).toBeGreaterThan(counts[0]);
  expect(counts[2]).toBeGreaterThan(counts[1]);
});

test.each([forward, gradient, training].map((suite) => [suite.name, suite] as const))(
  '%s on the kernel is done 2000 times a call',
  async (_, suite) => {
    const work = await named(suite, 'float64 kernel').prepare();
    work();
    const started = performance.now();
    for (let k = 0; k < 20; k++) work();
    // No machine computes 40,000 logarithms and exponentials in a tenth of a millisecond.
    expect(performance.now() - started).toBeGreaterThan(0.1);
  },
);

test('the calls of a step, made again on the bare library, are no more than those of the step', async () => {
  const [step, calls] = await Promise.all(
    ['decimal 50 step', 'decimal.js calls'].map((name) => named(sums, name).prepare()),
  );
  const [all, needed] = [productsOf(step), productsOf(calls)];
  expect(needed).toBeGreaterThan(4);
  expect(needed).toBeLessThanOrEqual(all);
});

describe('a task is timed', () => {
  /** Waits for so many milliseconds. */
  const waiting = (milliseconds: number, batch: number, seen: { count: number }): BenchTask => ({
    ...{ task: 'wait', backend: 'float64', precision: null, batch },
    prepare: () =>
      Promise.resolve(() => {
        seen.count++;
        const end = performance.now() + milliseconds;
        while (performance.now() < end);
      }),
  });

  test('by operation: in nanoseconds, of which a call makes a batch', async () => {
    const seen = { count: 0 };
    const { median, p5, p95, samples } = await timeTask(waiting(0.05, 10, seen), 1);
    // 0.05 ms are 50,000 ns, and 5,000 of each of ten operations; a busy machine takes longer.
    expect(p5).toBeGreaterThanOrEqual(4990);
    expect(median).toBeGreaterThanOrEqual(p5);
    expect(p95).toBeGreaterThanOrEqual(median);
    expect(p5).toBeLessThan(50_000);
    expect(samples).toBeGreaterThanOrEqual(100);
    // As much to warm up, at least.
    expect(seen.count).toBeGreaterThanOrEqual(samples + 400);
  });

  test('where it does what it is to do', async () => {
    const broken: BenchTask = {
      ...waiting(0, 1, { count: 0 }),
      prepare: () =>
        Promise.resolve(() => {
          throw new Error('it cannot be done');
        }),
    };
    await expect(timeTask(broken, 1)).rejects.toThrow('it cannot be done');
  });
});
