import { describe, expect, test } from 'vitest';
import { untilAborted } from './until-aborted.js';

const never = new Promise<number>(() => undefined);

describe('work settles', () => {
  test('as it does where nobody aborts it', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(untilAborted(Promise.reject(new RangeError('x')), signal)).rejects.toThrow(new RangeError('x'));
  });

  test('at once where it is aborted, by the reason', async () => {
    const controller = new AbortController();
    const pending = untilAborted(never, controller.signal);
    controller.abort(new RangeError('stop'));
    await expect(pending).rejects.toThrow(new RangeError('stop'));
    await expect(untilAborted(never, controller.signal)).rejects.toThrow(new RangeError('stop'));
  });

  test('in a word where the reason is no error', async () => {
    const controller = new AbortController();
    controller.abort('enough');
    await expect(untilAborted(never, controller.signal)).rejects.toThrow(new Error('aborted'));
  });
});
