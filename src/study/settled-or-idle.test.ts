import { MessageChannel } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { knowOwnPorts, settledOrIdle, waitsForNothing } from './settled-or-idle.js';

// A port that listens, as each worker thread has one.
const { port1 } = new MessageChannel();
port1.on('message', () => undefined);
afterAll(() => port1.close());
knowOwnPorts();
/** Ports of this thread's own. */
const ports = process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort');
const forever = () => new Promise<never>(() => undefined);
/** What is left at each look; the last of them from then on. */
const seen = (...sights: (readonly string[])[]) => {
  let looks = 0;
  return {
    interval: 1,
    left: () => sights[Math.min(looks++, sights.length - 1)],
    get looks() {
      return looks;
    },
  };
};
const times = (count: number, sight: readonly string[]) => Array.from({ length: count }, () => sight);
const busy = [...ports, 'Timeout', 'FSReqPromise'];

describe('a run', () => {
  test('that is there at once is not waited for', () => {
    expect(settledOrIdle(() => 3)).toBe(3);
    expect(() =>
      settledOrIdle(() => {
        throw new Error('own');
      }),
    ).toThrow(/^own$/);
  });

  test('that settles is settled as it was, and looked at no more', async () => {
    const looking = seen(busy);
    const slow = () => new Promise((resolve) => setTimeout(() => resolve(4), 20));
    await expect(settledOrIdle(slow, looking)).resolves.toBe(4);
    await expect(settledOrIdle(() => Promise.reject(new Error('own')), looking)).rejects.toThrow(/^own$/);
    const { looks } = looking;
    expect(looks).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looking.looks).toBe(looks);
  });

  test.each([
    ['nothing at all', []],
    ['the timer that looks', ['Timeout']],
    ['its own ports beside it', [...ports, 'Timeout']],
  ])('that never settles is given up after 20 looks at %s', async (_, left) => {
    const looking = seen(left);
    await expect(settledOrIdle(forever, looking)).rejects.toThrow(new Error(waitsForNothing));
    expect(looking.looks).toBe(20);
  });

  test.each([
    ['a timer beside the one that looks', ['Timeout', 'Timeout']],
    ['a file', busy],
    ['a port more than its own', [...ports, 'MessagePort', 'Timeout']],
  ])('is waited for as long as there is %s, and 20 looks from then on', async (_, left) => {
    const looking = seen(...times(19, ['Timeout']), ...times(25, left), ['Timeout']);
    await expect(settledOrIdle(forever, looking)).rejects.toThrow(new Error(waitsForNothing));
    expect(looking.looks).toBe(19 + 25 + 20);
  });
});
