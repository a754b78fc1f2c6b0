import type { Parameter } from '../../../units/parameter.js';
import type { Trajectory } from './weights-figure.js';

/** Takes a run's steps as they come and keeps as many as a figure needs, however long the run. */
export interface TrajectoryRecorder {
  /** Takes θ after `step` updates; steps must increase. */
  observe(step: number, weights: readonly number[]): void;
  /** What was kept, in order of the steps. */
  trajectory(): Trajectory;
}

interface Record {
  readonly step: number;
  readonly weights: readonly number[];
}

/**
 * What is kept of a bucket: its first step and, of every weight, the first steps with its least, greatest and
 * first non-finite value.
 */
interface Bucket {
  readonly first: Record;
  readonly least: (Record | undefined)[];
  readonly greatest: (Record | undefined)[];
  readonly gap: (Record | undefined)[];
}

/**
 * Cuts the run into buckets of steps and keeps, of each, the first step, and for every weight the steps with
 * its least, greatest and first non-finite value: spikes of a single step survive, and memory does not grow
 * with the length.
 *
 * A bucket is a step wide, or somewhat less, until more than `buckets` would be needed; then neighbours are
 * joined and buckets twice as wide, and so on: a run that ends early keeps every step, or is cut into
 * `buckets`/2 buckets at least. Widths are those that end at (steps + 1)/buckets on the last step of a run of
 * full length.
 * @param steps longest length of the run
 * @param buckets by default more than a panel is wide in pixels, so that the figure's own thinning decides
 * what is seen
 */
export function trajectoryRecorder(
  parameters: readonly Parameter[],
  steps: number,
  buckets = 1000,
): TrajectoryRecorder {
  const widest = (steps + 1) / buckets;
  // Halving is exact, so that every wide bucket is two narrow ones.
  let width = widest;
  while (width > 1) width /= 2;
  let kept = new Map<number, Bucket>();
  let last: Record | null = null;

  const widen = () => {
    width *= 2;
    const joined = new Map<number, Bucket>();
    for (const [index, bucket] of kept) {
      const own = Math.floor(index / 2);
      const before = joined.get(own);
      joined.set(own, before === undefined ? bucket : join(before, bucket));
    }
    kept = joined;
  };

  return {
    observe(step, weights) {
      const record = { step, weights };
      while (width < widest && Math.floor(step / width) >= buckets) widen();
      const own = Math.floor(step / width);
      const bucket = kept.get(own);
      if (bucket === undefined) kept.set(own, bucketOf(record));
      else include(bucket, record);
      last = record;
    },
    trajectory() {
      const records = [...kept.values()].flatMap(recordsOf);
      if (last !== null && records.at(-1)?.step !== last.step) records.push(last);
      return { parameters, steps: records.map(({ step }) => step), weights: records.map(({ weights }) => weights) };
    },
  };
}

function bucketOf(first: Record): Bucket {
  const none = first.weights.map(() => undefined);
  const bucket: Bucket = { first, least: [...none], greatest: [...none], gap: [...none] };
  include(bucket, first);
  return bucket;
}

/** Takes a later step into a bucket. */
function include({ least, greatest, gap }: Bucket, record: Record): void {
  record.weights.forEach((weight, k) => {
    if (!Number.isFinite(weight)) gap[k] ??= record;
    else {
      if (!((least[k]?.weights[k] ?? Infinity) <= weight)) least[k] = record;
      if (!((greatest[k]?.weights[k] ?? -Infinity) >= weight)) greatest[k] = record;
    }
  });
}

/** A bucket and the one after it as one. What they kept stands for all they saw. */
function join(before: Bucket, after: Bucket): Bucket {
  for (const record of recordsOf(after)) include(before, record);
  return before;
}

/** The steps a bucket keeps, ascending, none twice. */
function recordsOf({ first, least, greatest, gap }: Bucket): Record[] {
  const steps = new Map<number, Record>();
  for (const record of [first, ...least, ...greatest, ...gap]) {
    if (record !== undefined) steps.set(record.step, record);
  }
  return [...steps.values()].sort((a, b) => a.step - b.step);
}
