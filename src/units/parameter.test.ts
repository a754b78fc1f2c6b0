import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { columnNames, entryCount, nestedByName, thetaLength, type Nested, type Parameter } from './parameter.js';

const W: Parameter = { name: 'W', shape: [2, 3] };
const b: Parameter = { name: 'b', shape: [2] };
const scale: Parameter = { name: 'scale', shape: [] };

describe('a matrix, a vector and a number', () => {
  test('have as many entries as their shapes say', () => {
    expect([W, b, scale].map(entryCount)).toEqual([6, 2, 1]);
    expect(thetaLength([W, b, scale])).toBe(9);
    expect(thetaLength([])).toBe(0);
  });

  test('have columns with their indices, the last running fastest', () => {
    expect(columnNames([W, b, scale])).toEqual([
      ...['W_0_0', 'W_0_1', 'W_0_2', 'W_1_0', 'W_1_1', 'W_1_2'],
      ...['b_0', 'b_1', 'scale'],
    ]);
  });

  test('are arrays by name, nested as their shapes say', () => {
    expect(nestedByName([W, b, scale], [1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({
      W: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      b: [7, 8],
      scale: 9,
    });
  });
});

const shapes = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), { minLength: 1, maxLength: 4 });

/** A column's name is the way to its entry: W_1_2 is W[1][2]. */
property([shapes])('the name of a column leads to its entry, whatever the shapes', (given) => {
  const parameters = given.map((shape, k): Parameter => ({ name: `p${k}`, shape }));
  const names = columnNames(parameters);
  const arrays = nestedByName(
    parameters,
    names.map((_, k) => k),
  );
  expect(names.length).toBe(thetaLength(parameters));
  names.forEach((name, k) => {
    const [parameter, ...indices] = name.split('_');
    let entry: Nested<number> = arrays[parameter];
    for (const index of indices) entry = typeof entry === 'number' ? NaN : entry[Number(index)];
    expect(entry).toBe(k);
  });
});
