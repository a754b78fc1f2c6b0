import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { bucketsOf, fewestPoints, thin } from './thinning.js';

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 0) },
);
const line = fc.array(value, { maxLength: 300 });
const most = fc.integer({ min: fewestPoints, max: 120 });

describe('a thinned line', () => {
  property([line, most])('has no more points than allowed, in order, none twice', (values, budget) => {
    const kept = thin(values, budget);
    expect(kept.length).toBeLessThanOrEqual(budget);
    expect(kept).toStrictEqual([...new Set(kept)].sort((a, b) => a - b));
    expect(kept.every((index) => index >= 0 && index < values.length)).toBe(true);
  });

  property([line, most])('keeps its ends, and everything where that is little enough', (values, budget) => {
    const kept = thin(values, budget);
    if (values.length <= budget) expect(kept).toStrictEqual([...values.keys()]);
    else expect([kept[0], kept.at(-1)]).toStrictEqual([0, values.length - 1]);
  });

  property([line, most])('keeps the extremes and a gap of every bucket', (values, budget) => {
    fc.pre(values.length > budget);
    const kept = thin(values, budget);
    for (const { from, to } of bucketsOf(values.length, budget)) {
      const before = values.slice(from, to);
      const after = kept.filter((index) => index >= from && index < to).map((index) => values[index]);
      const extremes = (some: readonly number[]) => {
        // A drawing has one zero.
        const finite = some.filter(Number.isFinite).map((value) => value + 0);
        return [Math.min(...finite), Math.max(...finite), finite.length < some.length];
      };
      expect(extremes(after)).toStrictEqual(extremes(before));
    }
  });

  property([fc.integer({ min: 6, max: 100_000 }), most])(
    'has buckets that cover all but the ends, evenly',
    (count, budget) => {
      const buckets = bucketsOf(count, budget);
      expect(buckets[0].from).toBe(1);
      expect(buckets.at(-1)?.to).toBe(count - 1);
      buckets.slice(1).forEach((bucket, k) => expect(bucket.from).toBe(buckets[k].to));
      const lengths = buckets.map(({ from, to }) => to - from);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      expect(Math.min(...lengths)).toBeGreaterThan(0);
    },
  );

  test('shows a spike of one step in a million', () => {
    const values = Array.from({ length: 1_000_000 }, (_, step) => (step === 654_321 ? 9 : Math.sin(step)));
    expect(thin(values, 100)).toContain(654_321);
  });

  test('cannot have fewer points than its ends and one bucket need', () => {
    expect(() => bucketsOf(100, fewestPoints - 1)).toThrow(RangeError);
  });
});
