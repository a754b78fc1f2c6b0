import { expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { float64 } from '../numeric/float64.js';
import { arbitraryShape, arbitraryTask } from '../testing/arbitrary-recipe.js';
import { arbitraryRng } from '../testing/arbitrary-rng.js';
import { drawInputs, targetOf, type Task } from '../training/task.js';
import { samplerOf } from './sampler.js';
import { Uniforms } from './uniforms.js';

const bits = (values: Iterable<number>) => Array.from(values, (value) => float64.format(value));

/** Inputs and targets, one sample after another, are those of the reference core, bit for bit, from any generator: also where a draw is exactly ½. */
propertyOfRecord({ task: arbitraryShape().chain(arbitraryTask), rng: arbitraryRng() })(
  'samples on the kernel are the reference core’s',
  ({ task, rng }) => {
    // Nothing is rejected here: a sequence of fast-check's choosing may hold no sample that is accepted. P10 rejects.
    const bounded: Task = { ...task, largestTarget: null };
    const draw = samplerOf(bounded);
    const uniforms = new Uniforms(rng.clone());
    const x = new Float64Array(task.exponents[0].length);
    const t = new Float64Array(task.exponents.length);
    for (let k = 0; k < 5; k++) {
      const inputs = drawInputs(bounded, rng);
      draw(x, t, uniforms);
      expect(bits(x)).toEqual(bits(inputs));
      expect(bits(t)).toEqual(bits(targetOf(float64, task.exponents, inputs)));
    }
  },
);

test('a sample is given up after a million draws', () => {
  let drawn = 0;
  const next = () => {
    drawn++;
    return 0.5;
  };
  const refuse = () => {
    throw new Error('not asked for');
  };
  const uniforms = new Uniforms({ next, clone: refuse, state: refuse });
  const impossible: Task = { exponents: [[1]], range: [1, 1], signs: 'drawn', largestTarget: 0.5 };
  expect(() => samplerOf(impossible)(new Float64Array(1), new Float64Array(1), uniforms)).toThrow(
    'no sample of 1000000 has every |t| at most 0.5',
  );
  // Drawn ahead in blocks of 512.
  expect(drawn).toBe(512 * Math.ceil(1e6 / 512));
});
