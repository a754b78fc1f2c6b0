import { layerParameters } from '../../../units/two-layers/layers.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../../../properties/property.js';
import { trajectoryRecorder } from './trajectory-recorder.js';

const parameters = layerParameters({ inputs: 1, hidden: 1, outputs: 1 });
const weight = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -9, max: 9 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 0) },
);
/** A run of at most `steps` steps that may have ended early, and how many buckets there are for it. */
const run = fc
  .record({
    weights: fc.array(fc.tuple(weight, weight), { minLength: 1, maxLength: 300 }),
    left: fc.oneof(fc.constant(0), fc.nat(300), fc.constant(10_000)),
    buckets: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ weights, left, buckets }) => ({ weights, steps: weights.length - 1 + left, buckets }));

function recorded(weights: readonly (readonly number[])[], steps: number, buckets: number) {
  const recorder = trajectoryRecorder(parameters, steps, buckets);
  weights.forEach((both, step) => recorder.observe(step, both));
  return recorder.trajectory();
}

/** The steps that buckets of one width keep, by definition. */
function keptBy(weights: readonly (readonly number[])[], width: number): number[] {
  const kept = new Set([weights.length - 1]);
  const buckets = new Map<number, number[]>();
  for (const step of weights.keys()) {
    const index = Math.floor(step / width);
    buckets.set(index, [...(buckets.get(index) ?? []), step]);
  }
  for (const own of buckets.values()) {
    kept.add(own[0]);
    for (const k of [0, 1]) {
      const finite = own.filter((step) => Number.isFinite(weights[step][k]));
      const values = finite.map((step) => weights[step][k]);
      const gap = own.find((step) => !Number.isFinite(weights[step][k]));
      if (gap !== undefined) kept.add(gap);
      if (finite.length > 0) kept.add(finite[values.indexOf(Math.min(...values))]);
      if (finite.length > 0) kept.add(finite[values.indexOf(Math.max(...values))]);
    }
  }
  return [...kept].sort((a, b) => a - b);
}

describe('a recorded run', () => {
  propertyOfRecord({ run })(
    'of full length keeps what buckets of (steps + 1)/buckets keep',
    ({ run: { weights, buckets } }) => {
      const steps = weights.length - 1;
      expect(recorded(weights, steps, buckets).steps).toEqual(keptBy(weights, Math.max(1, (steps + 1) / buckets)));
    },
  );

  propertyOfRecord({ run })(
    'keeps what narrow buckets keep: all steps, or those of half as many buckets as there may be',
    ({ run: { weights, steps, buckets } }) => {
      const widest = (steps + 1) / buckets;
      let width = widest;
      while (width > 1) width /= 2;
      while (width < widest && Math.floor((weights.length - 1) / width) >= buckets) width *= 2;
      expect(recorded(weights, steps, buckets).steps).toEqual(keptBy(weights, width));
      expect(width <= 1 || weights.length / width > buckets / 2).toBe(true);
    },
  );

  propertyOfRecord({ run })('has the weights of its steps', ({ run: { weights, steps, buckets } }) => {
    const trajectory = recorded(weights, steps, buckets);
    expect(trajectory.weights).toEqual(trajectory.steps.map((step) => weights[step]));
  });

  test('keeps all 55 steps of a run that could have taken 10,000', () => {
    const weights = Array.from({ length: 56 }, (_, step) => [step, Math.sin(step)]);
    expect(recorded(weights, 10_000, 300).steps).toEqual([...weights.keys()]);
  });

  test('keeps a bounded number of steps, however long it is', () => {
    const weights = Array.from({ length: 100_001 }, (_, step) => [Math.sin(step), Math.cos(step)]);
    // The first step of a bucket, two extremes of two weights, and the last step.
    expect(recorded(weights, 100_000, 20).steps.length).toBeLessThanOrEqual(5 * 20 + 1);
  });
});
