/** A set of samples, flat: sample k has the inputs [k·I, (k+1)·I) and the targets [k·O, (k+1)·O). */
export interface SampleSet {
  readonly size: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}
