import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { InputError } from '../base/input-error.js';
import type { Series } from './experiment.js';
import { seriesRecorder } from './series-recorder.js';

const column = (name: string) => ({ name, unit: null, says: name, holds: { is: 'any' as const } });
const series = (name: string, most?: number): Series => ({
  name,
  columns: [column('at'), column('value')],
  ...(most === undefined ? {} : { most }),
});

property([fc.integer({ min: 2, max: 9 }), fc.integer({ min: 0, max: 60 })])(
  'of a series rows 0, s, 2s, … are kept, and its last: as many as fit',
  (most, count) => {
    const recorder = seriesRecorder([series('curve', most)]);
    for (let k = 0; k < count; k++) recorder.record('curve', [k, -k]);
    const kept = recorder.rows()['curve'].map(([at, value]) => {
      expect(value).toBe(-Number(at));
      return Number(at);
    });
    expect(kept.length).toBeLessThanOrEqual(most);
    // The least stride, a power of two, at which fewer than `most` are kept.
    let stride = 1;
    while (Math.ceil(count / stride) >= most) stride *= 2;
    const every = Array.from({ length: Math.ceil(count / stride) }, (_, k) => k * stride);
    expect(kept).toEqual(count === 0 || every.at(-1) === count - 1 ? every : [...every, count - 1]);
  },
);

test('all rows are kept where nobody says how many, as they were when they were recorded', () => {
  const recorder = seriesRecorder([series('a'), series('b')]);
  const cells: (number | string | null)[] = [0, 'x'];
  recorder.record('a', cells);
  cells[0] = 9;
  for (let k = 1; k < 300; k++) recorder.record('a', [k, null]);
  const { a, b } = recorder.rows();
  expect([a.length, a[0], a[299], b]).toEqual([300, [0, 'x'], [299, null], []]);
});

const wrong =
  (name: string, cells: unknown, declared = [series('a'), series('b')]) =>
  () => {
    const recorder = seriesRecorder(declared);
    Reflect.apply((...given: Parameters<typeof recorder.record>) => recorder.record(...given), undefined, [
      name,
      cells,
    ]);
  };
test.each<[string, unknown, string]>([
  ['c', [1, 2], 'series: "c" is not declared; declared are a, b'],
  ['b', [1], 'series b: 1 cells: must be a list of 2, one a column'],
  ['b', [1, 2, 3], 'series b: 3 cells: must be a list of 2, one a column'],
  ['b', 3, 'series b: 3: must be a list of 2, one a column'],
  ['b', { length: 2 }, 'series b: {"length":2}: must be a list of 2, one a column'],
  ['b', [1, true], 'series b: value: true: must be a number or text'],
  ['b', [[], true], 'series b: at: []: must be a number or text'],
])('%j: %j is refused', (name, cells, message) => {
  expect(wrong(name, cells)).toThrow(new InputError(message));
});

test('an experiment without series has none to name', () => {
  expect(wrong('a', [1, 2], [])).toThrow(new InputError('series: "a" is not declared'));
});
