import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trialIdentity } from '../study/trial-identity.js';
import type { Trial } from '../study/trial.js';
import { batchText, readBatch } from './batch-text.js';
import { isPathBelow } from './needed-modules.js';
import { longestMessage, readResult, resultBytes, type BatchResult } from './result-bytes.js';

/** Plain data, −0 among it. */
const setting = fc.jsonValue({ maxDepth: 2 });
const trial: fc.Arbitrary<Trial> = fc.record({
  experiment: fc.constantFrom('a', 'b'),
  version: fc.constantFrom(1, 2),
  setting: fc.oneof(setting, fc.constant({ rate: -0 })),
  rng: fc.constantFrom('x', 'y'),
  seed: fc.nat(),
});

describe('a batch as text', () => {
  test('is read back as the same trials', () => {
    fc.assert(
      fc.property(fc.array(trial, { minLength: 1 }), fc.nat(), (trials, milliseconds) => {
        const back = readBatch(batchText({ trials, milliseconds }));
        expect(back).toEqual({ trials, milliseconds });
        expect(back.trials.map(trialIdentity)).toEqual(trials.map(trialIdentity));
      }),
    );
  });

  test('has a setting once that its trials share, and they share it again', () => {
    const shared = { name: 'shared' };
    const trials = [1, 2, 3].map((seed) => ({ experiment: 'a', version: 1, setting: shared, rng: 'x', seed }));
    const text = batchText({ trials, milliseconds: 1 });
    expect(text.split('shared')).toHaveLength(2);
    const back = readBatch(text).trials;
    expect(new Set(back.map((each) => each.setting)).size).toBe(1);
  });

  test.each([undefined, 3, 'x', '{}', '{"milliseconds":1,"kinds":[],"trials":[[0,1]]}', '[]'])('%j is none', (text) => {
    expect(() => readBatch(text)).toThrow(/^what stands in the queue is no batch of trials$/);
  });
});

describe('a result as bytes', () => {
  const result = (rows: readonly string[]): BatchResult => ({
    worker: 'w',
    fingerprint: 'f',
    answer: {
      milliseconds: 1.5,
      reports: rows.map((row, k) => ({ id: String(k), row, series: row, failure: null })),
    },
  });

  test('is read back, short and long', async () => {
    for (const rows of [['[1]'], Array.from({ length: 2000 }, (_, k) => `["${k}"]`)]) {
      const bytes = await resultBytes(result(rows));
      expect(await readResult(bytes)).toEqual(result(rows));
    }
  });

  test('is compressed where it is long', async () => {
    const bytes = await resultBytes(result([`["${'a'.repeat(1_000_000)}"]`]));
    expect(bytes.length).toBeLessThan(20_000);
  });

  test('is lost, and says so, where it is too long even so', { timeout: 120_000 }, async () => {
    // Noise, which cannot be compressed, as text: three bytes in four stay.
    const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
    const noise = Array.from({ length: 40 }, () => cipher.update(Buffer.alloc(2 ** 20)).toString('base64'));
    const read = await readResult(await resultBytes(result(noise)));
    const answer = read?.answer ?? { lost: '' };
    expect('lost' in answer ? answer.lost : '').toMatch(
      new RegExp(`^its result has \\d+ MB, and a message at most ${longestMessage / 2 ** 20}: keep fewer rows`),
    );
  });

  test.each(['', 'x', '{}', '\u001f\u008bx', '{"worker":"w","fingerprint":"f","answer":{}}'])(
    '%j is none',
    async (text) => {
      expect(await readResult(Buffer.from(text, 'latin1'))).toBeNull();
    },
  );
});

test.each([
  ['a.ts', true],
  ['a/b.ts', true],
  ['', false],
  ['../a.ts', false],
  ['a/../../b.ts', false],
  ['/a.ts', false],
  ['C:/a.ts', false],
  ['a\\..\\b.ts', false],
  ['a\0.ts', false],
])('%j is below the folder: %s', (path, expected) => expect(isPathBelow(path)).toBe(expected));
