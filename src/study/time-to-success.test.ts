import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import { failed, type Outcome } from './experiment.js';
import { requireTime, timesOf } from './time-to-success.js';

const known: readonly Outcome[] = [
  { name: 'reached', says: 'it did', isSuccess: true },
  { name: 'stopped', says: 'it did not' },
  { name: 'burst', says: 'it cannot', never: true },
  failed,
];
const run = fc.oneof(
  fc.record({ outcome: fc.constantFrom(0, 1), time: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ outcome: fc.constantFrom(2, 3), time: fc.double() }),
);

property([fc.array(run)])('every run succeeds at its time, is stopped at it, or never succeeds', (runs) => {
  const times = timesOf({
    outcomes: Uint8Array.from(runs, ({ outcome }) => outcome),
    known,
    times: Float64Array.from(runs, ({ time }) => time),
  });
  const timesAs = (own: number) => runs.filter(({ outcome }) => outcome === own).map(({ time }) => time);
  expect([...times.successes]).toEqual(timesAs(0));
  expect([...times.censored]).toEqual(timesAs(1));
  expect(times.never).toBe(runs.filter(({ outcome }) => outcome > 1).length);
});

const timeWords = 'must be finite and not negative, as a time to success is';

test.each([
  [0, NaN, '"reached" has nothing'],
  [1, -1, '"stopped" has -1'],
  [1, Infinity, '"stopped" has Infinity'],
])('a run that might have succeeded has a time: %j %j', (outcome, time, said) => {
  const runs = { outcomes: Uint8Array.of(2, outcome), known, times: Float64Array.of(NaN, time) };
  expect(() => timesOf(runs)).toThrow(
    new InputError(
      `timeToSuccess: a run that ended as ${said} as its time: it ${timeWords}; raise the experiment's version and begin in a new folder`,
    ),
  );
});

test('a run says its time', () => {
  for (const time of [0, 1.5, Number.MAX_VALUE]) expect(() => requireTime('t', known[1], time)).not.toThrow();
  for (const cell of [-1, Infinity, NaN, null, 'x', { digits: '1' }]) {
    expect(() => requireTime('t', known[2], cell)).not.toThrow();
    expect(() => requireTime('t', known[0], cell)).toThrow(InputError);
  }
  expect(() => requireTime('t', known[0], -2)).toThrow(
    new InputError(`row: t: -2: ${timeWords}; the run ended as "reached"`),
  );
});
