import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { addToSample, ascending, emptySample, mergeSamples, type Sample } from './sample.js';

const sampleOf = (values: readonly number[]): Sample => values.reduce(addToSample, emptySample);
const numbers = fc.array(fc.double(), { maxLength: 60 });
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

describe('a sample', () => {
  property([numbers])('has all its values', (values) => {
    expect(sampleOf(values).count).toBe(values.length);
    expect(ascending(sampleOf(values))).toEqual(sorted(values));
  });

  property([numbers, numbers, fc.double()])('stays what it was when others are made from it', (common, more, other) => {
    const base = sampleOf(common);
    const longer = more.reduce(addToSample, base);
    const branch = addToSample(base, other);
    const merged = mergeSamples(base, branch);
    expect(ascending(addToSample(merged, 1))).toEqual(sorted([...common, ...common, other, 1]));
    expect(ascending(base)).toEqual(sorted(common));
    expect(ascending(longer)).toEqual(sorted([...common, ...more]));
    expect(ascending(branch)).toEqual(sorted([...common, other]));
    expect(ascending(merged)).toEqual(sorted([...common, ...common, other]));
  });

  test('of nothing stays empty', () => {
    addToSample(emptySample, 1);
    expect(ascending(emptySample)).toHaveLength(0);
    expect(mergeSamples(emptySample, emptySample).count).toBe(0);
  });

  test('takes at most 12 bytes a value', () => {
    const count = 10_000;
    const { store } = sampleOf(Array.from({ length: count }, (_, k) => k));
    expect(store.values.byteLength).toBeLessThanOrEqual(12 * count);
  });

  test('is seldom copied while it grows', () => {
    const stores = new Set<Sample['store']>();
    let sample = emptySample;
    for (let k = 0; k < 10_000; k++) {
      sample = addToSample(sample, k);
      stores.add(sample.store);
    }
    // From 16 places on, each store is half as large again as the one before: 16·1.5^16 > 10,000.
    expect(stores.size).toBeLessThanOrEqual(17);
  });
});
