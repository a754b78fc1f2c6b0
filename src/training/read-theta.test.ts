import { describe, expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { loadMpfr } from '../numeric/backends/mpfr.js';
import { InputError } from '../base/input-error.js';
import { readTheta } from './read-theta.js';
import { layerParameters } from '../units/two-layers/layers.js';

const parameters = layerParameters({ inputs: 2, hidden: 3, outputs: 1 });
const single = layerParameters({ inputs: 1, hidden: 1, outputs: 1 });
const w0 = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const w1 = [[7, 8, 9]];

describe('readTheta', () => {
  test('numbers and text, by rows', () => {
    expect(readTheta(float64, { w0, w1: [['7', 8, '-0.5']] }, parameters)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, -0.5]);
  });

  test('text keeps the digits a number would lose', async () => {
    const n = await loadMpfr(50);
    const text = '0.1234567890123456789012345678901234567890';
    const same = n.scope(() => {
      const [read] = readTheta(n, { w0: [[text]], w1: [[1]] }, single);
      return n.format(read) === n.format(n.parse(text));
    });
    expect(same).toBe(true);
  });

  test.each([
    [{ w0: w0.slice(1), w1 }, 'initial: w0: 2×2: must be 3×2 for this recipe'],
    [{ w0: [...w0, [1, 2]], w1 }, 'initial: w0: 4×2: must be 3×2 for this recipe'],
    [{ w0: [[1, 2], [3], [4, 5]], w1 }, 'initial: w0: 3×2/1: must be 3×2 for this recipe'],
    [{ w0, w1: [[7, 8]] }, 'initial: w1: 1×2: must be 1×3 for this recipe'],
    [{ w0, w1: [] }, 'initial: w1: 0: must be 1×3 for this recipe'],
    [{ w0, w1: [[7, 8, 'eight']] }, 'initial: w1.0.2: "eight" is not a number'],
    [{ w0, w1: [[7, 8, true]] }, 'initial: w1.0.2: true: must be a finite number, or the text of one'],
    [{ w0, w1: [[7, null, 9]] }, 'initial: w1.0.1: null: must be a finite number'],
    [{ w0, w1: [[7, 8, [9]]] }, 'initial: w1.0.2: [9]: must be a finite number'],
    [{ w0, w1: [[7, 8, 'Infinity']] }, 'initial: w1.0.2: "Infinity": must be finite'],
    [{ w0, w1: [[7, 8, 'NaN']] }, 'initial: w1.0.2: "NaN": must be finite'],
    [
      {
        w0: [
          ['-Infinity', 2],
          [3, 4],
          [5, 6],
        ],
        w1,
      },
      'initial: w0.0.0: "-Infinity": must be finite',
    ],
    [{ w0 }, 'initial: w1: missing: '],
    [{ w0, w1, w2: [] }, 'initial: unknown field "w2"'],
    [{ w0: 3, w1 }, 'initial: w0: 3: '],
    [null, 'initial: must be {"w0": 3×2, "w1": 1×3}'],
    [[1], 'initial: must be {"w0": 3×2, '],
    ['text', 'initial: must be {'],
  ])('%j', (value, message) => {
    const read = () => readTheta(float64, value, parameters);
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  test('errors of the backend that are not about the text are its own', () => {
    const broken = {
      ...float64,
      parse: () => {
        throw new TypeError('out of memory');
      },
    };
    expect(() => readTheta(broken, { w0: [['1']], w1: [[1]] }, single)).toThrow(TypeError);
  });
});
