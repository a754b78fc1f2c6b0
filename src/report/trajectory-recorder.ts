import type { Shape } from '../network/weights.js';
import type { Trajectory } from './weights-figure.js';

/** Takes a run's steps as they come and keeps as many as a figure needs, however long the run. */
export interface TrajectoryRecorder {
  /** Takes the flattened weights after `step` updates; steps must increase. */
  observe(step: number, weights: readonly number[]): void;
  /** What was kept, in order of the steps. */
  trajectory(): Trajectory;
}

interface Record {
  readonly step: number;
  readonly weights: readonly number[];
}

/**
 * Cuts the run into buckets of steps and keeps, of each, the first step, and for every weight the steps with its
 * least, greatest and first non-finite value: spikes of a single step survive, and memory does not grow with the length.
 * @param steps length of the run
 * @param buckets by default more than a panel is wide in pixels, so that the figure's own thinning decides what is seen
 */
export function trajectoryRecorder(shape: Shape, steps: number, buckets = 1000): TrajectoryRecorder {
  const width = Math.max(1, (steps + 1) / buckets);
  const kept: Record[] = [];
  let bucket = -1;
  let last: Record | null = null;
  let first: Record | null = null;
  let least: (Record | undefined)[] = [];
  let greatest: (Record | undefined)[] = [];
  let gap: (Record | undefined)[] = [];

  const inBucket = (): Record[] => {
    const steps = new Map<number, Record>();
    for (const record of [first, ...least, ...greatest, ...gap]) {
      if (record !== null && record !== undefined) steps.set(record.step, record);
    }
    return [...steps.values()].sort((a, b) => a.step - b.step);
  };

  return {
    observe(step, weights) {
      const record = { step, weights };
      const own = Math.floor(step / width);
      if (own !== bucket) {
        kept.push(...inBucket());
        bucket = own;
        first = record;
        least = weights.map(() => undefined);
        greatest = [...least];
        gap = weights.map(() => undefined);
      }
      weights.forEach((weight, k) => {
        if (!Number.isFinite(weight)) gap[k] ??= record;
        else {
          if (!((least[k]?.weights[k] ?? Infinity) <= weight)) least[k] = record;
          if (!((greatest[k]?.weights[k] ?? -Infinity) >= weight)) greatest[k] = record;
        }
      });
      last = record;
    },
    trajectory() {
      const records = [...kept, ...inBucket()];
      if (last !== null && records.at(-1)?.step !== last.step) records.push(last);
      return { shape, steps: records.map(({ step }) => step), weights: records.map(({ weights }) => weights) };
    },
  };
}
