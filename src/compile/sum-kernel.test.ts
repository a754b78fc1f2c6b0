import fc from 'fast-check';
import { expect } from 'vitest';
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
