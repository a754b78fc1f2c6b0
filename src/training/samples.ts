/** A set of samples, flat: sample k has the inputs [k·I, (k+1)·I) and the targets [k·O, (k+1)·O). */
export interface SampleSet {
  readonly size: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** Some values of a flat set as a list: `Array.from` of a typed array takes longer than most units. */
export function sliceOf(values: Float64Array, from: number, count: number): readonly number[] {
  const slice: number[] = [];
  for (let k = from; k < from + count; k++) slice.push(values[k]);
  return slice;
}
