import { describe, expect, test } from 'vitest';
import { float64 } from '../numeric/float64.js';
import { loadMpfr } from '../numeric/mpfr.js';
import { InputError } from './input-error.js';
import { readWeights } from './read-weights.js';

const shape = { inputs: 2, hidden: 3, outputs: 1 };
const w0 = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const w1 = [[7, 8, 9]];

describe('readWeights', () => {
  test('numbers and text, by rows', () => {
    expect(readWeights(float64, { w0, w1: [['7', 8, '-0.5']] }, shape)).toEqual({ w0, w1: [[7, 8, -0.5]] });
  });

  test('text keeps the digits a number would lose', async () => {
    const n = await loadMpfr(50);
    const text = '0.1234567890123456789012345678901234567890';
    const same = n.scope(() => {
      const { w0: read } = readWeights(n, { w0: [[text]], w1: [[1]] }, { inputs: 1, hidden: 1, outputs: 1 });
      return n.format(read[0][0]) === n.format(n.parse(text));
    });
    expect(same).toBe(true);
  });

  test.each([
    [{ w0: w0.slice(1), w1 }, 'initial: w0: 2×2: must be 3×2 for this recipe'],
    [{ w0: [...w0, [1, 2]], w1 }, 'initial: w0: 4×2: must be 3×2 for this recipe'],
    [{ w0: [[1, 2], [3], [4, 5]], w1 }, 'initial: w0: 3×2/1: must be 3×2 for this recipe'],
    [{ w0, w1: [[7, 8]] }, 'initial: w1: 1×2: must be 1×3 for this recipe'],
    [{ w0, w1: [] }, 'initial: w1: 0×0: must be 1×3 for this recipe'],
    [{ w0, w1: [[7, 8, 'eight']] }, 'initial: w1: "eight" is not a number'],
    [{ w0, w1: [[7, 8, 'Infinity']] }, 'initial: w1: "Infinity": must be finite'],
    [{ w0, w1: [[7, 8, 'NaN']] }, 'initial: w1: "NaN": must be finite'],
    [
      {
        w0: [
          ['-Infinity', 2],
          [3, 4],
          [5, 6],
        ],
        w1,
      },
      'initial: w0: "-Infinity": must be finite',
    ],
    [{ w0 }, 'initial: w1: missing: '],
    [{ w0, w1, w2: [] }, 'initial: unknown field "w2"'],
    [{ w0: 3, w1 }, 'initial: w0: 3: '],
    [null, 'initial: null: '],
    ['text', 'initial: "text": '],
  ])('%j', (value, message) => {
    const read = () => readWeights(float64, value, shape);
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
    expect(() => readWeights(broken, { w0: [['1']], w1: [[1]] }, { inputs: 1, hidden: 1, outputs: 1 })).toThrow(
      TypeError,
    );
  });
});
