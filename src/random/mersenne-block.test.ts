import { mersenneFromState } from 'pure-rand/generator/mersenne';
import { expect, test } from 'vitest';
import { blockKernel, blockSize } from './mersenne-block.js';

/** pure-rand's was written from the authors' C by others, a word at a time. */
test('a kernel turns a block into the next one, from any word on, and tells what is drawn of it', () => {
  const kernel = blockKernel();
  const first = Array.from({ length: blockSize }, (_, k) => Math.imul(k + 1, 0x9e3779b1) ^ (k << 7));
  const reference = mersenneFromState([0, ...first]);
  const drawnNow = first.map(() => reference.next());
  const next = reference.getState().slice(1);
  const drawnNext = first.map(() => reference.next());
  const after = reference.getState().slice(1);

  kernel.words.set(first);
  kernel.turn(4 * blockSize);
  expect([...kernel.words]).toEqual(first);
  expect([...kernel.drawn]).toEqual(drawnNow);
  kernel.turn(0);
  expect([...kernel.words]).toEqual(next);
  expect([...kernel.drawn]).toEqual(drawnNext);
  // Of a block that is turned up to there already.
  for (const from of [4, 224, 228, 400, 620]) {
    kernel.words.set([...after.slice(0, from), ...next.slice(from)]);
    kernel.turn(4 * from);
    expect([...kernel.words]).toEqual(after);
  }
});
