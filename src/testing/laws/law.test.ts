import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Undecidable } from '../../numeric/running-error.js';
import { claim, law } from './law.js';
import { agreeWithinBounds } from './within-bounds.js';

describe('a law', () => {
  test('is tried so many times, from the same seed on the same cases, and is waited for', async () => {
    const seen: number[] = [];
    const whole = law('any', fc.nat(), async (given) => {
      await Promise.resolve();
      seen.push(given);
    });
    await whole.check({ numRuns: 7, seed: 3 });
    const first = seen.splice(0);
    await whole.check({ numRuns: 7, seed: 3 });
    expect([whole.name, first.length, seen]).toEqual(['any', 7, first]);
    seen.length = 0;
    await whole.check();
    expect(seen).toHaveLength(fc.readConfigureGlobal().numRuns ?? 100);
  });

  test('that does not hold says what is wrong in the smallest case', async () => {
    const small = law('small', fc.nat(1000), (given) => claim(given < 10, () => `${given} is not small`));
    const cause = await small
      .check({ seed: 1 })
      .catch((error: unknown) => (error instanceof Error ? error.cause : null));
    expect(cause).toEqual(new Error('10 is not small'));
    const late = law('late', fc.nat(), async () => Promise.reject(new Error('later')));
    await expect(late.check({ seed: 1 })).rejects.toThrow();
  });
});

describe('two results agree', () => {
  const differ = (left: number, right: number, error = 0.25) =>
    agreeWithinBounds('f', () => [['y', { value: left, error }, { value: right, error: 2 * error }] as const]);

  test('up to the sum of their bounds, whichever is the larger', () => {
    for (const [left, right] of [
      [1, 1.75],
      [1.75, 1],
      [-1, -1.75],
    ]) {
      expect(() => differ(left, right)).not.toThrow();
    }
    // That sum is rounded itself.
    expect(() => differ(0, 0.75 * (1 + 2 ** -51))).not.toThrow();
    expect(() => differ(0, 0.75 * (1 + 2 ** -48))).toThrow('f, y: 0 and 0.7500000000000027 differ by more than 0.75');
    expect(() => differ(2, 1)).toThrow('f, y: 2 and 1 differ by more than 0.75');
    expect(() => differ(NaN, 1)).toThrow('f, y: NaN and 1 differ');
  });

  test('and a case in which errors have no bound is left out', () => {
    const throwing = (error: Error) => () =>
      agreeWithinBounds('f', () => {
        throw error;
      });
    const isLeftOut = (run: () => void) => {
      try {
        run();
        return false;
      } catch (error) {
        return fc.PreconditionFailure.isFailure(error);
      }
    };
    expect(isLeftOut(throwing(new Undecidable('pole')))).toBe(true);
    expect(isLeftOut(throwing(new Error('ours')))).toBe(false);
    expect(throwing(new Error('ours'))).toThrow('ours');
  });
});
