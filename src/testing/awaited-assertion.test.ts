import { expect, test } from 'vitest';
import { mustBeAwaited } from './awaited-assertion.js';

test('what a matcher returns is a promise for whoever asks what it is', async () => {
  const given = mustBeAwaited('toHold', undefined, Promise.resolve(3));
  expect(Object.prototype.toString.call(given)).toBe('[object Promise]');
  expect(await given.finally(() => undefined)).toBe(3);
});
