import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { complexLogNetwork as complexLog } from '../../testing/two-layer-network.js';
import type { SampleSet } from '../../training/samples.js';
import { float64 } from '../../numeric/backends/float64.js';
import { arbitraryInputs, arbitraryWeights } from '../../testing/arbitrary-weights.js';
import { flattenWeights } from '../two-layers/layers.js';
import { phaseDiagnosis, phaseOf, phaseSum } from './phase.js';

const setOf = (...samples: readonly (readonly number[])[]): SampleSet => ({
  size: samples.length,
  inputs: Float64Array.from(samples.flat()),
  targets: new Float64Array(samples.length),
});

const deadShare = (...given: Parameters<typeof phaseOf>): number => phaseOf(...given).deadShare;
const commonPhaseSum = (...given: Parameters<typeof phaseOf>): number => phaseOf(...given).phaseSum;

/** Row 0 is negative where the first input is, row 1 where the second is. */
const rows = [
  [1, 0],
  [0, 1],
];
const quadrants = setOf([1, 1], [-1, 1], [1, -1], [-1, -1]);

test('the phase sum adds the exponents of negative rows', () => {
  expect(phaseSum([1, 2, 4], [true, false, true])).toBe(5);
  expect(phaseSum([1, 2, 4], [false, false, false])).toBe(0);
});

describe('deadShare', () => {
  test.each([
    ['half-integer in the second and fourth quadrant', [[0.5, 1]], 0.5],
    ['−3/2 counts as well', [[-1.5, 1]], 0.5],
    ['0.5 + 0.5 is a whole turn', [[0.5, 0.5]], 0.5],
    ['no half-integer', [[1, -1]], 0],
    ['close enough', [[0.5 + 0.9e-3 / Math.PI, 1]], 0.5],
    ['not close enough', [[0.5 + 1.1e-3 / Math.PI, 1]], 0],
    [
      'one output lives',
      [
        [0.5, 1],
        [1, 1],
      ],
      0,
    ],
    [
      'both outputs are dead',
      [
        [0.5, 1],
        [1.5, 0],
      ],
      0.5,
    ],
  ])('%s', (_, w1, expected) => {
    expect(deadShare({ w0: rows, w1 }, quadrants)).toBe(expected);
  });

  test('a pre-activation of 0 is not negative', () => {
    expect(deadShare({ w0: [[1, -1]], w1: [[0.5]] }, setOf([1, 1], [0, 1]))).toBe(0.5);
  });

  /**
   * Dead means what it says: on one sample, the share is 1 exactly where |y| is less than a thousandth of the
   * modulus Π|u|^w.
   */
  property([arbitraryWeights({ inputs: 2, hidden: 3, outputs: 1 }), arbitraryInputs(2)])(
    'is the share of samples with next to no output',
    (weights, x) => {
      const u = weights.w0.map(([w, v]) => w * x[0] + v * x[1]);
      fc.pre(u.every((value) => value !== 0));
      const modulus = Math.exp(weights.w1[0].reduce((sum, w, j) => sum + w * Math.log(Math.abs(u[j])), 0));
      const [y] = complexLog.output(float64, weights, x);
      const ratio = Math.abs(y) / modulus;
      // Near the limit the two computations may round to different sides.
      fc.pre(modulus > 1e-300 && modulus < 1e300 && Math.abs(ratio - 1e-3) > 1e-9);
      expect(deadShare(weights, setOf(x))).toBe(ratio < 1e-3 ? 1 : 0);
    },
  );
});

describe('a dead phase', () => {
  /**
   * In the second and fourth quadrant, where one pre-activation is negative, the phase sum is ½: so many
   * samples of a thousand.
   */
  const isDead = (dead: number): boolean => {
    const samples = setOf(...Array.from({ length: 1000 }, (_, k) => (k < dead ? [-1, 1] : [1, 1])));
    const sizes = { inputs: 2, hidden: 2, outputs: 1 };
    const theta = flattenWeights({ w0: rows, w1: [[0.5, 1]] });
    return phaseDiagnosis.outcome.holds({ theta, sizes, options: {}, exponents: null, samples });
  };
  test.each([
    [950, true],
    [1000, true],
    [949, false],
    [0, false],
  ])('with %i of 1,000 samples silenced: %s', (dead, expected) => {
    expect(isDead(dead)).toBe(expected);
  });
  test('has the name that tables have', () => {
    expect(phaseDiagnosis.outcome.name).toBe('dead-phase');
  });
});

describe('commonPhaseSum', () => {
  test('is the sum most samples see', () => {
    expect(commonPhaseSum({ w0: rows, w1: [[0.5, 2]] }, setOf([1, 1], [-1, 1], [-2, 3], [1, -1]))).toBe(0.5);
  });
  test('is the first of equally common ones', () => {
    expect(commonPhaseSum({ w0: rows, w1: [[0.5, 2]] }, setOf([1, -1], [-1, 1], [-2, 3], [1, -2]))).toBe(2);
  });
  test('is that of the first output', () => {
    expect(
      commonPhaseSum(
        {
          w0: rows,
          w1: [
            [0.5, 2],
            [7, 7],
          ],
        },
        setOf([-1, -1]),
      ),
    ).toBe(2.5);
  });
});
