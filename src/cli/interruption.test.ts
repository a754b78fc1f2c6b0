import { afterEach, describe, expect, test } from 'vitest';
import { Interrupted } from './exit.js';
import { interruptingSignals, listenForInterrupts, withInterruption } from './interruption.js';

/** How many listen for each signal. */
const listening = () => interruptingSignals.map((signal) => process.listenerCount(signal));
const before = listening();
afterEach(() => {
  expect(listening()).toEqual(before);
});

test('programs are asked to stop by Ctrl-C, by kill and by a terminal that closes', () => {
  expect(interruptingSignals).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
});

describe.each(interruptingSignals)('%s', (signal) => {
  test('is an abort, until it is ignored', () => {
    const interrupts = listenForInterrupts();
    expect(listening()).toEqual(before.map((count) => count + 1));
    expect(interrupts.signal.aborted).toBe(false);
    process.emit(signal, signal);
    expect(interrupts.signal.reason).toEqual(new Interrupted('interrupted'));
    interrupts.ignore();
  });

  test('stops work at its next look, with what is said then', async () => {
    let done = 0;
    const work = withInterruption(
      async (check) => {
        check();
        done = 1;
        await Promise.resolve();
        process.emit(signal, signal);
        done = 2;
        check();
        done = 3;
      },
      () => `stopped after ${done}`,
    );
    await expect(work).rejects.toEqual(new Interrupted('stopped after 2'));
    expect(done).toBe(2);
  });
});

test('work that is not stopped gives what it gives, and throws what it throws', async () => {
  const message = () => 'stopped';
  expect(await withInterruption(() => Promise.resolve(7), message)).toBe(7);
  await expect(withInterruption(() => Promise.reject(new RangeError('x')), message)).rejects.toThrow(RangeError);
});
