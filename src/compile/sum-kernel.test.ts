import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { float64 } from '../numeric/backends/float64.js';
import { addSamples, SumKernel } from './sum-kernel.js';
import { recordTerms, type SumProgram } from './sum-program.js';

/** Sums of no term, of one and of two, in which the order of additions is seen, and each input. */
const program: SumProgram = {
  size: 2,
  inputs: 3,
  sums: 4,
  on:
    (n) =>
    ([a, b], [x, y, z]) => [
      [n.mul(a, x)],
      [],
      [n.sub(y, b), n.leading(n.mul(n.exp(a), z))],
      [
        n.cos(
          n.select(
            n.less(x, b),
            () => y,
            () => a,
          ),
        ),
      ],
    ],
};

const textsOf = (sums: readonly number[]) => sums.map((sum) => float64.format(sum));
const anyNumber = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double());
const list = (length: number) => fc.array(anyNumber, { minLength: length, maxLength: length });
const lanes = fc.record({ vectors: fc.integer({ min: 1, max: 4 }), grouped: fc.integer({ min: 1, max: 9 }) });

property([fc.array(list(2), { minLength: 1, maxLength: 3 }), fc.array(list(3), { maxLength: 40 }), lanes])(
  'sums over any samples are those of the core, bit for bit, whatever was summed before',
  (thetas, samples, shape) => {
    const kernel = new SumKernel(program, recordTerms(program), shape, samples);
    for (const theta of thetas) {
      const wanted = addSamples(program, theta, samples, [0, 0, 0, 0]);
      expect(textsOf(kernel.sumsAt(theta))).toEqual(textsOf(wanted));
    }
  },
);

test.each([
  ['one input of many samples', 1, 1, 1000, 1034],
  ['three inputs', 3, 2, 340, 345],
  ['many sums of few samples', 1, 8300, 1, 3],
])('there is room for θ, sums and samples on either side of a page of memory: %s', (_, inputs, sums, from, to) => {
  const many: SumProgram = {
    ...{ size: 1, inputs, sums },
    on:
      (n) =>
      ([a], x) =>
        Array.from({ length: sums }, (__, k) => [n.mul(a, x[k % inputs])]),
  };
  const recorded = recordTerms(many);
  for (let groups = from; groups <= to; groups++) {
    const samples = Array.from({ length: 8 * groups }, (__, k) => Array.from({ length: inputs }, (___, j) => k + j));
    const kernel = new SumKernel(many, recorded, { vectors: 4, grouped: 4 }, samples);
    const sum = 4 * groups * (8 * groups - 1) * 0.5;
    const wanted = Array.from({ length: sums }, (__, k) => sum + 4 * groups * (k % inputs));
    expect(kernel.sumsAt([0.5])).toEqual(wanted);
  }
});
