import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { turns } from './turns.js';
import { untilAborted } from './until-aborted.js';

/** Lets everything go on that can. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

property([fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 })], { numRuns: 20 })(
  'so many work at once, and the others have their turns first come, first served',
  async (atOnce, comers) => {
    const turn = turns(atOnce);
    const begun: number[] = [];
    for (let k = 0; k < comers; k++) void turn.take().then(() => begun.push(k));
    for (let given = 0; given <= comers; given++) {
      await settle();
      expect(begun).toEqual([...Array(Math.min(comers, atOnce + given)).keys()]);
      if (given < comers) turn.give();
    }
    // All have gone: there is room for so many again, and for no more.
    for (let k = 0; k < atOnce + 1; k++) void turn.take().then(() => begun.push(k));
    await settle();
    expect(begun).toHaveLength(comers + atOnce);
  },
);

test('work is waited for until a signal aborts', async () => {
  const controller = new AbortController();
  await expect(untilAborted(Promise.resolve(3), controller.signal)).resolves.toBe(3);
  await expect(untilAborted(Promise.reject(new Error('own')), controller.signal)).rejects.toThrow(/^own$/);
  const waiting = untilAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow(/^enough$/);
  await expect(untilAborted(new Promise(() => undefined), controller.signal)).rejects.toThrow(/^enough$/);
});

test('a reason that is no error is said to be an abort', async () => {
  await expect(untilAborted(new Promise(() => undefined), AbortSignal.abort('a text'))).rejects.toThrow(/^aborted$/);
});
