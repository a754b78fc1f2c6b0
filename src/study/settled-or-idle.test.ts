import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { knowOwnPorts, settledOrIdle, waitsForNothing } from './settled-or-idle.js';

/** What Node says is left in this thread. It and the clock alone are not real: 20 s would be too long. */
let left: string[] = [];
beforeEach(() => {
  left = [];
  vi.useFakeTimers();
  vi.spyOn(process, 'getActiveResourcesInfo').mockImplementation(() => left);
  knowOwnPorts();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  knowOwnPorts();
});

/** What became of a run by now. */
function watch(run: unknown) {
  const seen: { said: string | null } = { said: null };
  Promise.resolve(run).then(
    (value) => (seen.said = `came to ${String(value)}`),
    (error: unknown) => (seen.said = String(error)),
  );
  return seen;
}
const hung = `Error: ${waitsForNothing}`;
const never = () => new Promise<number>(() => undefined);

test('a run that is there already is handed on as it is', () => {
  expect(settledOrIdle(() => 3)).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});

test('a run that settles is waited for, and nothing looks any longer', async () => {
  let resolve: (value: number) => void = () => undefined;
  const settled = watch(settledOrIdle(() => new Promise<number>((own) => (resolve = own))));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(settled.said).toBeNull();
  resolve(4);
  await vi.advanceTimersByTimeAsync(0);
  expect([settled.said, vi.getTimerCount()]).toEqual(['came to 4', 0]);
  const thrown = watch(settledOrIdle(() => Promise.reject(new Error('own'))));
  await vi.advanceTimersByTimeAsync(0);
  expect([thrown.said, vi.getTimerCount()]).toEqual(['Error: own', 0]);
});

test.each([
  ['nothing', []],
  ['the timer that looks', ['Timeout']],
  ['nothing but ports of its own', []],
])('a run that waits while there is %s is given up after 20 looks', async (_, there) => {
  const run = watch(settledOrIdle(never));
  left = [...there];
  await vi.advanceTimersByTimeAsync(19_999);
  expect(run.said).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect([run.said, vi.getTimerCount()]).toEqual([hung, 0]);
});

test.each([
  ['two timers', ['Timeout', 'Timeout']],
  ['a socket and the timer that looks', ['TCPSocketWrap', 'Timeout']],
  ['a port', ['MessagePort', 'Timeout']],
])('a run that waits while there is %s goes on', async (_, there) => {
  const run = watch(settledOrIdle(never));
  left = [...there];
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run.said).toBeNull();
  // Looks count in a row alone.
  left = [];
  await vi.advanceTimersByTimeAsync(19_000);
  left = [...there];
  await vi.advanceTimersByTimeAsync(1000);
  left = [];
  await vi.advanceTimersByTimeAsync(19_000);
  expect(run.said).toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
  expect(run.said).toBe(hung);
});

test('ports that were there before are no reason to wait, further ones are', async () => {
  left = ['MessagePort', 'Timeout', 'MessagePort'];
  knowOwnPorts();
  const idle = watch(settledOrIdle(never));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(idle.said).toBe(hung);
  left = [...left, 'MessagePort'];
  const run = watch(settledOrIdle(never));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run.said).toBeNull();
});

test.each(['bun', 'deno'])('in %s nobody sees what is left, and time limits have to do', async (engine) => {
  const versions = vi.spyOn(process, 'versions', 'get').mockReturnValue({ ...process.versions, [engine]: '1' });
  const run = watch(settledOrIdle(never));
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(run.said).toBeNull();
  versions.mockRestore();
});
