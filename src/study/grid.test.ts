import { describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { gridPoints } from './grid.js';

describe('the points of a grid', () => {
  test('are every combination, the last field varying fastest', () => {
    expect(gridPoints({ a: [1, 2], 'b.c': ['x', null] }, 3)).toEqual([
      [
        ['a', 1],
        ['b.c', 'x'],
      ],
      [
        ['a', 1],
        ['b.c', null],
      ],
      [
        ['a', 2],
        ['b.c', 'x'],
      ],
      [
        ['a', 2],
        ['b.c', null],
      ],
    ]);
  });

  test('are one of no fields where there is none', () => {
    expect(gridPoints({}, 3)).toEqual([[]]);
  });

  test('of a field without values are none', () => {
    expect(() => gridPoints({ a: [1], b: [] }, 1)).toThrow(new InputError('grid: "b": []: name at least one value'));
  });

  test('are as many as fit in one study, and no more', () => {
    const values = Array.from({ length: 100 }, (_, k) => k);
    expect(gridPoints({ a: values, b: values.slice(0, 50) }, 2)).toHaveLength(5000);
    expect(() => gridPoints({ a: values, b: values.slice(0, 50) }, 3)).toThrow(
      new InputError('grid: 15000 setups: at most 10000 fit in one study'),
    );
    expect(() => gridPoints({}, 10_001)).toThrow(new InputError('grid: 10001 setups: at most 10000 fit in one study'));
    expect(gridPoints({}, 10_000)).toHaveLength(1);
  });
});
