import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { realNpu } from '../real-npu/real-npu.js';
import { npu } from './npu.js';

const sizes = { inputs: 2, hidden: 1, outputs: 1 };
const initial = 'glorot' as const;

/** θ = [W_re, W_im, g], two entries each. */
const outside = [-1.5, 0.5, 2, -0.25, -1, 3];

test.each([
  ['none', outside],
  ['w', [-1, 0.5, 2, -0.25, -1, 3]],
  ['g', [-1.5, 0.5, 2, -0.25, 0, 1]],
  ['wg', [-1, 0.5, 2, -0.25, 0, 1]],
  ['wig', [-1, 0.5, 1, -0.25, 0, 1]],
] as const)('bounds %s', (bounds, wanted) => {
  expect(npu.on(float64, sizes, { bounds, initial }).projected?.(outside)).toEqual(wanted);
});

/** R_npu = (½ + ½)/2, and Σ|W_im| = 2.25 where that is bounded. */
test.each([
  ['wg', 0.5, [-0.5, -0.5, 0, 0, 0, 0]],
  ['wig', 2.75, [-0.5, -0.5, 1, -1, 0, 0]],
] as const)('the penalty W-NPU with the bounds %s', (bounds, value, gradient) => {
  const penalty = npu.on(float64, sizes, { bounds, initial }).penalties?.['W-NPU'];
  expect(penalty?.(outside)).toEqual({ value, gradient });
});

/** |1 − |w|| is ¼ and ¾, min(|w|, |1 − |w||) is ¼ twice. */
test.each([
  ['signs', 0.5, [-0.5, -0.5, 0, 0]],
  ['signs-and-zero', 0.25, [-0.5, 0.5, 0, 0]],
] as const)('the penalty W-NPU of the real unit that leaves %s free', (unpenalised, value, gradient) => {
  const penalty = realNpu.on(float64, sizes, { bounds: 'none', initial, unpenalised }).penalties?.['W-NPU'];
  expect(penalty?.([-1.25, 0.25, 2, 2])).toEqual({ value, gradient });
});

test('a closed gate makes 1 of its input, whatever that is', () => {
  const on = npu.on(float64, sizes, { bounds: 'none', initial });
  expect(on.output([2, -3, 1, 1, 0, -0.5], [-7, 1e9])).toEqual([1]);
});
