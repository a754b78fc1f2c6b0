import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ModelError } from '../gradcheck/model-error.js';
import { BoundedProperty } from './bounded-property.js';
import { assertProperty, propertyFailure, runProperty } from './property-failure.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const below = (bound: number) => fc.property(fc.nat({ max: 1000 }), (x) => x < bound);

describe('a property', () => {
  test('that holds says nothing', async () => {
    expect(runProperty(below(2000))).toEqual({ kind: 'held' });
    expect(propertyFailure(below(2000))).toBeNull();
    expect(() => assertProperty(below(2000))).not.toThrow();
    await expect(assertProperty(fc.asyncProperty(fc.nat(), () => Promise.resolve()))).resolves.toBeUndefined();
  });

  test('that fails says what it threw, of the smallest case, and how to see it again', () => {
    const thrown = fc.property(fc.nat({ max: 1000 }), (x) => {
      if (x >= 100) throw new Error(`too large: ${x}`);
    });
    const message = propertyFailure(thrown, { seed: 5 });
    expect(message).toMatch(
      /^too large: 100\n\nfound in \d+ cases?, shrunk \d+ times\nreplay with \{ seed: 5, path: "[\d:]+", numRuns: 1 \}$/,
    );
    const path = /path: "([\d:]+)"/.exec(message ?? '')?.[1] ?? '';
    expect(propertyFailure(thrown, { seed: 5, path, numRuns: 1 })).toContain(
      'too large: 100\n\nfound in 1 case, shrunk 0 times',
    );
    expect(() => assertProperty(thrown, { seed: 5 })).toThrow(message ?? 'nothing');
  });

  test('of a model that is none has no answer', () => {
    const none = fc.property(fc.nat(), () => {
      throw new ModelError('the loss returned a cat');
    });
    expect(runProperty(none)).toEqual({ kind: 'unanswered', message: 'the loss returned a cat' });
  });

  test.each([
    [0, '0'],
    [-1, '-1'],
    [2.5, '2.5'],
  ])('is not run %d times', (numRuns, text) => {
    expect(() => runProperty(below(1), { numRuns })).toThrow(
      new RangeError(`numRuns: ${text}: must be a whole number from 1 up`),
    );
  });
});

describe('a property whose time runs out', () => {
  test('says how many cases it judged, and which it skipped', () => {
    let count = 0;
    const property = new BoundedProperty((turn) =>
      fc.property(fc.nat(), () => {
        count += 1;
        if (count % 3 === 0) turn.skip('a third', () => 'the third');
        if (count > 10) {
          const until = Date.now() + 320;
          while (Date.now() < until);
        }
        turn.spend();
      }),
    );
    const outcome = runProperty(property, { timeLimit: 300, numRuns: 5000 });
    expect(outcome).toEqual({
      kind: 'unanswered',
      message: [
        'the time limit of 0.3 s ran out after 7 of 5,000 cases, none of which failed; 3 more were skipped (a third 3)',
        'for example (a third): the third',
        'raise timeLimit, or lower numRuns',
      ].join('\n'),
    });
    const none = new BoundedProperty((turn) =>
      fc.property(fc.nat(), () => {
        const until = Date.now() + 20;
        while (Date.now() < until);
        turn.spend();
      }),
    );
    expect(propertyFailure(none, { timeLimit: 5 })).toBe(
      'the time limit of 0.005 s ran out after 0 of 100 cases, none of which failed\nraise timeLimit, or lower numRuns',
    );
  });
});

describe('parameters that move the loss in no case', () => {
  const still = (names: (run: number) => readonly string[], numRuns: number) => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    said.mockClear();
    let run = 0;
    const property = new BoundedProperty((turn) => fc.property(fc.nat(), () => turn.unmoved(names(run++))));
    expect(propertyFailure(property, { numRuns })).toBeNull();
    return said.mock.calls.map(([line]: readonly unknown[]) => line);
  };

  test('are mentioned, five by name', () => {
    expect(still(() => ['a', 'b'], 10)).toEqual([
      'warizan: a, b moved the loss in none of 10 cases: does it use them?',
    ]);
    expect(still(() => ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1000)).toEqual([
      'warizan: a, b, c, d, e and 2 more moved the loss in none of 1,000 cases: does it use them?',
    ]);
    expect(still(() => ['a', 'b', 'c', 'd', 'e'], 10)[0]).toContain('warizan: a, b, c, d, e moved');
  });

  test('are those that moved it in none', () => {
    expect(still((run) => (run === 3 ? ['b', 'c'] : ['a', 'b']), 10)[0]).toContain('warizan: b moved');
    expect(still((run) => (run % 2 === 0 ? ['a'] : ['b']), 10)).toEqual([]);
  });

  test('are not spoken of after few cases, which leave some still by chance', () => {
    expect(still(() => ['a'], 9)).toEqual([]);
  });
});

test('what is to happen before and after each case does', async () => {
  const steps = ['runBeforeEach', 'run', 'runAfterEach'] as const;
  const atOnce = fc.property(fc.nat(), () => true);
  const awaited = fc.asyncProperty(fc.nat(), () => Promise.resolve());
  const seen: string[] = [];
  for (const name of steps) {
    for (const own of [atOnce, awaited]) {
      const method: unknown = Reflect.get(own, name);
      if (typeof method !== 'function') throw new Error(`no method ${name}`);
      Reflect.set(own, name, (...args: readonly unknown[]): unknown => {
        seen.push(name);
        const result: unknown = Reflect.apply(method, own, args);
        return result;
      });
    }
  }
  expect(propertyFailure(new BoundedProperty(() => atOnce), { numRuns: 2 })).toBeNull();
  expect(propertyFailure(atOnce, { numRuns: 1 })).toBeNull();
  await expect(propertyFailure(awaited, { numRuns: 1 })).resolves.toBeNull();
  expect(seen).toEqual([steps, steps, steps, steps].flat());
});
