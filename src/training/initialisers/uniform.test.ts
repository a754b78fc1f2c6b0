import { expect, test } from 'vitest';
import { xoroshiro128plus } from '../../random/generators/xoroshiro128plus.js';
import { uniform } from './uniform.js';

test('entries are the next uniform numbers of the stream, by rows', () => {
  const [rng, same] = [xoroshiro128plus(7), xoroshiro128plus(7)];
  const wanted = Array.from({ length: 6 }, () => rng.uniform(-3, 2));
  expect(uniform.draw([-3, 2], [2, 3], same)).toEqual(wanted);
});

test('an interval of one number sets it, and draws nothing', () => {
  const [rng, same] = [xoroshiro128plus(7), xoroshiro128plus(7)];
  expect(uniform.draw([0.5, 0.5], [2], same)).toEqual([0.5, 0.5]);
  expect(same.next()).toBe(rng.next());
});
