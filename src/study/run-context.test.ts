import { describe, expect, test } from 'vitest';
import { generators } from '../random/generators.js';
import { contextOf } from './run-context.js';

const drawn = (rng: { next(): number }, count = 3) => Array.from({ length: count }, () => rng.next());

describe.each(generators.entries.map((generator) => [generator.name, generator] as const))(
  'by %s',
  (name, generator) => {
    const streamsOf = (seed: number) => contextOf({}, generator, seed).context.rng;

    test('a run is told its seed and its generator', () => {
      expect(contextOf({}, generator, 7).context).toMatchObject({ seed: 7, generator: name });
    });

    test('the generator’s own streams are these', () => {
      const own = generator.streams(7);
      expect(drawn(streamsOf(7)('initialisation'))).toEqual(drawn(own.initialisation));
      expect(drawn(streamsOf(7)('samples'))).toEqual(drawn(generator.streams(7).samples));
    });

    test('any other begins where its name and the seed say, and goes on where it was', () => {
      const rng = streamsOf(7);
      const first = drawn(rng('dropout'));
      expect(rng('dropout')).toBe(rng('dropout'));
      expect(drawn(rng('dropout'))).not.toEqual(first);
      expect(drawn(streamsOf(7)('dropout'))).toEqual(first);
      const others = [streamsOf(8)('dropout'), streamsOf(7)('noise'), streamsOf(7)('samples'), streamsOf(7)('')];
      for (const other of others) expect(drawn(other)).not.toEqual(first);
    });
  },
);

/** The first 48 bits of SHA-256 of `["dropout",7]`, by another program. */
const dropoutOf7 = 82_708_792_531_446;

test.each(generators.entries.map((generator) => [generator.name, generator] as const))(
  'a stream of another name is that of a seed made of both, as far as %s has seeds',
  (_, generator) => {
    const { samples } = generator.streams(dropoutOf7 % (generator.largestSeed + 1));
    expect(drawn(contextOf({}, generator, 7).context.rng('dropout'))).toEqual(drawn(samples));
  },
);

describe('the signal of a run', () => {
  test('is the one that it is given, or one of its own that never aborts', () => {
    const { signal } = new AbortController();
    const [generator] = generators.entries;
    expect(contextOf({}, generator, 1, signal).context.signal).toBe(signal);
    const { context } = contextOf({}, generator, 1);
    expect(context.signal.aborted).toBe(false);
    expect(context.signal).toBe(context.signal);
  });
});

test('what a run records is kept by its series', () => {
  const columns = [{ name: 'at', unit: null, says: 'where', holds: { is: 'any' } }] as const;
  const series = ['one', 'other'].map((name) => ({ name, columns }));
  const { context, recorded } = contextOf({ series }, generators.entries[0], 1);
  context.record('one', [1]);
  context.record('one', [2]);
  expect(recorded()).toEqual({ one: [[1], [2]], other: [] });
});
