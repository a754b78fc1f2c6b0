/**
 * Values as they come, for statistics that need each of them: 8 to 12 bytes a value. What is made of a sample
 * starts from `ascending`, so that the order of values and the way samples were merged leave no trace.
 *
 * A sample stays what it was when another is made from it: the store is shared, and only whoever has all of
 * it writes behind its end.
 */
export interface Sample {
  readonly count: number;
  readonly store: SampleStore;
}

interface SampleStore {
  readonly values: Float64Array;
  /** How many of `values` are taken. */
  readonly taken: { count: number };
}

const smallestStore = 16;

/** The sample of nothing. */
export const emptySample: Sample = { count: 0, store: storeOf(0) };

/** The sample with one more value, in constant time on average. */
export function addToSample({ count, store }: Sample, value: number): Sample {
  const { values, taken } = store;
  const free = taken.count === count && count < values.length;
  const target = free ? store : copyOf({ count, store }, Math.max(smallestStore, Math.ceil(1.5 * count)));
  target.values[count] = value;
  target.taken.count = count + 1;
  return { count: count + 1, store: target };
}

/** The values of both. */
export function mergeSamples(first: Sample, second: Sample): Sample {
  const count = first.count + second.count;
  const store = copyOf(first, count);
  store.values.set(second.store.values.subarray(0, second.count), first.count);
  store.taken.count = count;
  return { count, store };
}

/** The values, smallest first; NaN is last. */
export function ascending({ count, store }: Sample): Float64Array {
  return store.values.slice(0, count).sort();
}

function storeOf(size: number): SampleStore {
  return { values: new Float64Array(size), taken: { count: 0 } };
}

function copyOf({ count, store }: Sample, size: number): SampleStore {
  const copy = storeOf(size);
  copy.values.set(store.values.subarray(0, count));
  return copy;
}
