import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { complexLogNetwork as complexLog } from '../../testing/two-layer-network.js';
import { float64 } from '../../numeric/backends/float64.js';
import { arbitraryQuotientSolution } from '../../testing/arbitrary-solution.js';
import { recogniseSolution } from './solution.js';

const quotient = [[1, -1]];

describe('members beyond a/b', () => {
  test.each([
    [
      'a·b',
      [[1, 1]],
      {
        w0: [
          [2, 0],
          [0, 0.5],
        ],
        w1: [[1, 1]],
      },
      [0, 1],
      [2, 0.5],
      1,
    ],
    [
      'a·b, both rows negative',
      [[1, 1]],
      {
        w0: [
          [0, -4],
          [-0.25, 0],
        ],
        w1: [[1, 1]],
      },
      [1, 0],
      [-4, -0.25],
      -1,
    ],
    [
      'a²/b',
      [[2, -1]],
      {
        w0: [
          [0, 4],
          [2, 0],
        ],
        w1: [[-1, 2]],
      },
      [1, 0],
      [4, 2],
      Math.sqrt(8),
    ],
    ['a², whose sign does not matter', [[2, 0]], { w0: [[-1, 0]], w1: [[2]] }, [0], [-1], -1],
    [
      '1/a with a row left over',
      [[-1, 0]],
      {
        w0: [
          [3, 7],
          [1, 0],
        ],
        w1: [[0, -1]],
      },
      [-1, 0],
      [1],
      1,
    ],
    ['√a', [[0.5]], { w0: [[1]], w1: [[0.5]] }, [0], [1], 1],
    [
      'a·b/c',
      [[1, 1, -1]],
      {
        w0: [
          [0, 0, 2],
          [1, 0, 0],
          [0, 2, 0],
        ],
        w1: [[-1, 1, 1]],
      },
      [2, 0, 1],
      [2, 1, 2],
      4 ** (1 / 3),
    ],
    [
      'a/b and a·b',
      [
        [1, -1],
        [1, 1],
      ],
      {
        w0: [
          [1, 0],
          [0, -1],
        ],
        w1: [
          [1, -1],
          [1, 1],
        ],
      },
      null,
      [],
      0,
    ],
    [
      'a/b and a²/b²',
      [
        [1, -1],
        [2, -2],
      ],
      {
        w0: [
          [3, 0],
          [0, 3],
        ],
        w1: [
          [1, -1],
          [2, -2],
        ],
      },
      [0, 1],
      [3, 3],
      3,
    ],
    ['1', [[0, 0]], { w0: [[5, 6]], w1: [[0]] }, [-1], [], 1],
  ] as const)('%s', (_, exponents, weights, permutation, scales, scale) => {
    const found = recogniseSolution(weights, exponents, 1);
    if (permutation === null) {
      expect(found).toBeNull();
      return;
    }
    expect(found?.permutation).toEqual(permutation);
    expect(found?.residual).toBeLessThan(1e-15);
    scales.forEach((expected, k) => expect(found?.scales[k]).toBeCloseTo(expected, 14));
    expect(found?.scales).toHaveLength(scales.length);
    expect(found?.scale).toBeCloseTo(scale, 14);
    found?.weights.w0.flat().forEach((w, k) => expect(w).toBeCloseTo(weights.w0.flat()[k], 14));
  });

  test.each([
    [
      'the signs do not cancel',
      quotient,
      {
        w0: [
          [1, 0],
          [0, -1],
        ],
        w1: [[1, -1]],
      },
      1,
    ],
    ['a fractional exponent takes no negative scale', [[0.5]], { w0: [[-1]], w1: [[0.5]] }, 1],
    [
      'two fractional exponents neither',
      [[0.5, 0.5]],
      {
        w0: [
          [-1, 0],
          [0, -1],
        ],
        w1: [[0.5, 0.5]],
      },
      1,
    ],
    [
      'the scales do not cancel',
      [[1, 1]],
      {
        w0: [
          [2, 0],
          [0, 2],
        ],
        w1: [[1, 1]],
      },
      1,
    ],
    [
      'a row sees nothing',
      quotient,
      {
        w0: [
          [0, 0],
          [0, 1],
        ],
        w1: [[1, -1]],
      },
      1,
    ],
    [
      'a weight is infinite',
      quotient,
      {
        w0: [
          [Infinity, 0],
          [0, Infinity],
        ],
        w1: [[1, -1]],
      },
      1,
    ],
    [
      'a weight is NaN',
      quotient,
      {
        w0: [
          [1, NaN],
          [0, 1],
        ],
        w1: [[1, -1]],
      },
      1,
    ],
    [
      'an exponent is NaN',
      quotient,
      {
        w0: [
          [1, 0],
          [0, 1],
        ],
        w1: [[NaN, -1]],
      },
      1,
    ],
    ['there are fewer rows than inputs', quotient, { w0: [[1, 0]], w1: [[1]] }, 1],
    [
      'one row would have to see both inputs',
      [[1, 1]],
      {
        w0: [
          [1, 1],
          [1, 0],
        ],
        w1: [[1, 0]],
      },
      1,
    ],
    ['a row that should not count does', [[1]], { w0: [[1], [1]], w1: [[1, 0.5]] }, 1],
  ] as const)('none where %s', (_, exponents, weights, unit) => {
    expect(recogniseSolution(weights, exponents, unit)).toBeNull();
  });

  test('log-square sees no signs, and exponents of ½', () => {
    const found = recogniseSolution(
      {
        w0: [
          [1, 0],
          [0, -1],
        ],
        w1: [[0.5, -0.5]],
      },
      quotient,
      0.5,
    );
    expect(found).toMatchObject({ permutation: [0, 1], scales: [1, -1], residual: 0, scale: 1 });
    expect(
      recogniseSolution(
        {
          w0: [
            [1, 0],
            [0, 1],
          ],
          w1: [[1, -1]],
        },
        quotient,
        0.5,
      ),
    ).toBeNull();
  });
});

describe('the residual', () => {
  test.each([
    [
      {
        w0: [
          [2, 0.006],
          [0, 2],
        ],
        w1: [[1, -1]],
      },
      0.003,
    ],
    [
      {
        w0: [
          [2, 0],
          [0, 2],
        ],
        w1: [[1.004, -1]],
      },
      0.004,
    ],
    [
      {
        w0: [
          [2, 0.006],
          [0, 2],
        ],
        w1: [[1, -1.004]],
      },
      0.005,
    ],
  ])('of %j is %f: W0 relative to its scale, W1 as it is', (weights, expected) => {
    expect(recogniseSolution(weights, quotient, 1)?.residual).toBeCloseTo(expected, 12);
  });

  test('of log-square counts W1 as an exponent', () => {
    const weights = {
      w0: [
        [1, 0],
        [0, 1],
      ],
      w1: [[0.502, -0.5]],
    };
    expect(recogniseSolution(weights, quotient, 0.5)?.residual).toBeCloseTo(0.004, 12);
  });

  test('may be as large as the tolerance, and no larger', () => {
    const at = (off: number) => ({
      w0: [
        [1, 0],
        [0, 1],
      ],
      w1: [[1 + off, -1]],
    });
    const off = 2 ** -7;
    expect(recogniseSolution(at(off), quotient, 1, off)?.residual).toBe(off);
    expect(recogniseSolution(at(off), quotient, 1, off * (1 - 2 ** -30))).toBeNull();
    expect(recogniseSolution(at(0.0099), quotient, 1)).not.toBeNull();
    expect(recogniseSolution(at(0.0101), quotient, 1)).toBeNull();
  });

  test('of the nearest of two members decides', () => {
    // Both inputs enter with exponent 1: rows 0 and 1 fit either, W0 says which.
    const found = recogniseSolution(
      {
        w0: [
          [0.001, 1],
          [1, 0.002],
        ],
        w1: [[1, 1]],
      },
      [[1, 1]],
      1,
      10,
    );
    expect(found?.permutation).toEqual([1, 0]);
  });
});

/**
 * The nearest member's scales are the given ones moved, in the logarithm, at right angles to the exponents,
 * until they cancel.
 */
property([
  fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 4 })
    .filter((p) => p.some((value) => value !== 0)),
  fc.array(fc.double({ min: -3e-3, max: 3e-3, noNaN: true }), { minLength: 4, maxLength: 4 }),
])('the member computes Π x^p, and its scales are nearest', (p, offs) => {
  const relevant = p.map((_, i) => i).filter((i) => p[i] !== 0);
  const w0 = relevant.map((input, k) => p.map((_, i) => (i === input ? Math.exp(offs[k]) : 0)));
  const w1 = [relevant.map((input) => p[input])];
  const found = recogniseSolution({ w0, w1 }, [p], 1);
  const x = p.map((_, i) => 1.5 + i);
  const target = x.reduce((product, value, i) => product * value ** p[i], 1);
  expect(found).not.toBeNull();
  if (found === null) return;
  const [y] = complexLog.output(float64, found.weights, x);
  // Some thirty roundings of numbers below 20.
  expect(Math.abs(y / target - 1)).toBeLessThan(1e-13);
  // ln c − ln c' is a multiple of p.
  const moved = found.scales.map((c, k) => offs[k] - Math.log(c));
  const along =
    relevant.reduce((sum, i, k) => sum + p[i] * moved[k], 0) / relevant.reduce((sum, i) => sum + p[i] ** 2, 0);
  relevant.forEach((i, k) => expect(Math.abs(moved[k] - along * p[i])).toBeLessThan(1e-14));
});

/**
 * A solution stays one, with the same permutation, when every weight is off by less than a hundredth of the
 * tolerance.
 */
property([
  arbitraryQuotientSolution(),
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
])('weights near a member are taken for it', ({ weights, permutation, scale }, offs) => {
  let k = 0;
  const near = {
    w0: weights.w0.map((row) => row.map((w) => w + 1e-4 * scale * offs[k++ % 6])),
    w1: weights.w1.map((row) => row.map((w) => w + 1e-4 * offs[k++ % 6])),
  };
  const found = recogniseSolution(near, quotient, 1);
  expect(found?.permutation).toEqual(permutation);
  // Six entries off by 1e-4 at most: √6·1e-4, and as much again for the scale that is balanced.
  expect(found?.residual).toBeLessThan(5e-4);
  expect(Math.abs((found?.scale ?? NaN) / scale - 1)).toBeLessThan(2e-4);
});

describe('several outputs at once', () => {
  const eye = (...scales: readonly number[]) => scales.map((c, k) => scales.map((_, i) => (i === k ? c : 0)));

  test('an input matters when it does so for one output', () => {
    const weights = {
      w0: eye(1, 1),
      w1: [
        [1, -1],
        [1, 0],
      ],
    };
    expect(
      recogniseSolution(
        weights,
        [
          [1, -1],
          [1, 0],
        ],
        1,
      )?.permutation,
    ).toEqual([0, 1]);
  });

  test('signs must cancel for every output', () => {
    const exponents = [
      [1, 1],
      [1, 0],
    ];
    expect(recogniseSolution({ w0: eye(-1, -1), w1: exponents }, exponents, 1)).toBeNull();
    expect(recogniseSolution({ w0: eye(1, 1), w1: exponents }, exponents, 1)).not.toBeNull();
  });

  test('scales must cancel for every output', () => {
    const exponents = [
      [1, -1],
      [1, 1],
    ];
    expect(recogniseSolution({ w0: eye(2, 2), w1: exponents }, exponents, 1)).toBeNull();
    expect(recogniseSolution({ w0: eye(1, 1), w1: exponents }, exponents, 1)?.scales).toEqual([1, 1]);
  });

  test('the nearest scales meet all conditions, also where these are not orthogonal', () => {
    const exponents = [
      [1, 1],
      [1, 0],
    ];
    const found = recogniseSolution({ w0: eye(1.002, 1.003), w1: exponents }, exponents, 1);
    for (const scale of found?.scales ?? [NaN]) expect(scale).toBeCloseTo(1, 12);
  });

  test('an output that is 1 whatever the inputs asks nothing of the scales', () => {
    const exponents = [
      [1, -1],
      [0, 0],
    ];
    expect(recogniseSolution({ w0: eye(3, 3.001), w1: exponents }, exponents, 1)?.scale).toBeCloseTo(3.0005, 6);
  });

  test('an output of one input fixes its scale', () => {
    expect(recogniseSolution({ w0: eye(1.005, 1), w1: [[1, 0]] }, [[1, 0]], 1)?.scale).toBeCloseTo(1, 12);
  });
});

test('the product of many inputs, each seen by a row of its own, is recognised in any order', () => {
  const size = 40;
  const order = Array.from({ length: size }, (_, row) => (row * 7) % size);
  const weights = {
    w0: order.map((input) => Array.from({ length: size }, (_, i) => (i === input ? 1 : 1e-5))),
    w1: [order.map(() => 1)],
  };
  expect(recogniseSolution(weights, [order.map(() => 1)], 1)?.permutation).toEqual(order);
  expect(recogniseSolution({ ...weights, w1: [order.map(() => 1.01)] }, [order.map(() => 1)], 1)).toBeNull();
});
