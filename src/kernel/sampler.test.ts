import { expect, test } from 'vitest';
import { bitsOf } from '../../properties/laws/bits.js';
import { propertyOfRecord } from '../../properties/property.js';
import { float64 } from '../numeric/backends/float64.js';
import { arbitraryShape, arbitraryTask } from '../testing/arbitrary-recipe.js';
import { arbitraryRng } from '../testing/arbitrary-rng.js';
import { drawInputs, targetOf, type MonomialTask } from '../training/tasks/monomials.js';
import { samplerOf } from './sampler.js';
import { Uniforms } from './uniforms.js';

/**
 * Inputs and targets, one sample after another, are those of the reference core, bit for bit, from any
 * generator: also where a draw is exactly ½.
 */
propertyOfRecord({ task: arbitraryShape().chain(arbitraryTask), rng: arbitraryRng() })(
  'samples on the kernel are the reference core’s',
  ({ task, rng }) => {
    // Nothing is rejected here: a sequence of fast-check's choosing may hold no sample that is accepted. P10
    // rejects.
    const bounded: MonomialTask = { ...task, largestTarget: null };
    const draw = samplerOf(bounded);
    const uniforms = new Uniforms(rng.clone());
    const x = new Float64Array(task.exponents[0].length);
    const t = new Float64Array(task.exponents.length);
    for (let k = 0; k < 5; k++) {
      const inputs = drawInputs(bounded, rng);
      draw(x, t, uniforms);
      expect(bitsOf(x)).toEqual(bitsOf(inputs));
      expect(bitsOf(t)).toEqual(bitsOf(targetOf(float64, task.exponents, inputs)));
    }
  },
);

test('a sample is given up after a million draws', () => {
  let drawn = 0;
  const next = () => {
    drawn++;
    return 0.5;
  };
  const uniforms = new Uniforms({ next });
  const impossible: MonomialTask = {
    kind: 'monomials',
    exponents: [[1]],
    range: [1, 1],
    signs: 'drawn',
    largestTarget: 0.5,
  };
  expect(() => samplerOf(impossible)(new Float64Array(1), new Float64Array(1), uniforms)).toThrow(
    'no sample of 1000000 has every |t| at most 0.5',
  );
  // Drawn ahead in blocks of 512.
  expect(drawn).toBe(512 * Math.ceil(1e6 / 512));
});
