import { describe, expect, test } from 'vitest';
import { float64 } from '../numeric/backends/float64.js';
import { sparsityError } from './sparsity.js';
import { thetaLength } from './parameter.js';
import { units } from './units.js';

const sizes = { inputs: 2, hidden: 1, outputs: 1 };
const errorOf = (name: string, theta: readonly number[]): number => {
  const unit = units.get(name);
  const options = unit.options.parse({});
  expect(theta.length).toBe(thetaLength(unit.parameters(sizes, options)));
  return unit.sparsityError?.(theta, sizes, options) ?? sparsityError(theta);
};
/** The sparsity error of W = tanh(Ŵ·s)·σ(M̂·s), from the definition of both. */
const ofNac = (hat: readonly number[], gate: readonly number[], s = 1): number =>
  sparsityError(hat.map((w, k) => float64.tanh(s * w) / (1 + float64.exp(-s * gate[k]))));

/** docs/field.md, 2.3. */
describe('what counts', () => {
  test.each([
    ['real-npu', [1, -0.75, 0.5, 0.5], 0.25],
    ['npu', [1, -0.75, 0.125, 0, 0.5, 0.5], 0.375],
    ['nmru', [1, 0, 0.25, 1], 0.25],
    ['nmru-gated', [1, 0, 0.25, 1, 0.5, 0.5, 0.5, 0.5], 0.25],
    ['nru', [1, -0.875], 0.125],
    ['nau', [0.875, -1], 0.125],
  ])('of %s', (name, theta, expected) => {
    expect(errorOf(name, theta)).toBe(expected);
  });

  // Two ways to write σ differ by less than 4 in 2^53.
  const near = (found: number, wanted: number) => expect(Math.abs(found - wanted)).toBeLessThan(4 * 2 ** -53);

  test.each(['nac-add', 'nac-mul'])('of %s is W', (name) => {
    near(errorOf(name, [3, -0.5, 2, 0.25]), ofNac([3, -0.5], [2, 0.25]));
  });

  test('of NALU is W, not the gate', () => {
    near(errorOf('nalu', [0.5, 0.5, 3, -0.5, 2, 0.25]), ofNac([3, -0.5], [2, 0.25]));
    near(
      errorOf('g-nalu', [0.5, 0.5, 3, -0.5, 2, 0.25]),
      ofNac([3, -0.5], [2, 0.25], Math.log((1 + Math.sqrt(5)) / 2)),
    );
  });

  test('of iNALU is the mean of both W', () => {
    const [a, m] = [ofNac([3, -0.5], [2, 0.25]), ofNac([1, 4], [0, 5])];
    near(errorOf('inalu', [3, -0.5, 2, 0.25, 1, 4, 0, 5, 0.3]), (a + m) / 2);
  });
});
