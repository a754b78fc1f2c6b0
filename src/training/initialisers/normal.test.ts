import { expect, test } from 'vitest';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { normal } from './normal.js';

test('entries are the next normal numbers of the stream, by rows, scaled and moved', () => {
  const [rng, same] = [xoroshiro128plus(7), xoroshiro128plus(7)];
  const wanted = Array.from({ length: 6 }, () => 0.88 + 0.2 * rng.normal());
  expect(normal.draw({ mean: 0.88, deviation: 0.2 }, [2, 3], same)).toEqual(wanted);
});

test('a deviation is not negative', () => {
  expect(normal.argument.safeParse({ mean: 0, deviation: -1 }).success).toBe(false);
});
