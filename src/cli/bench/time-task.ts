import { Bench } from 'tinybench';
import type { BenchTask } from './suite.js';

/** Nanoseconds an operation: quantiles of the samples. */
export interface TaskTimes {
  readonly median: number;
  readonly p5: number;
  readonly p95: number;
  readonly samples: number;
}

const fewestReadings = 100;
/** On a busy machine time alone may pass before the engine has compiled anything. */
const fewestToWarmUp = 400;

/**
 * Times a task in this thread, with tinybench.
 * @param time milliseconds at least, after as many to warm up
 */
export async function timeTask({ task, batch, prepare }: BenchTask, time: number): Promise<TaskTimes> {
  const bench = new Bench({
    time,
    warmupTime: time,
    iterations: fewestReadings,
    warmupIterations: fewestToWarmUp,
    retainSamples: true,
    throws: true,
  });
  bench.add(task, await prepare());
  await bench.run();
  const result = bench.getTask(task)?.result;
  if (result?.state !== 'completed') throw new Error(`task ${task} did not complete`);
  const sorted: readonly number[] = result.latency.samples ?? [];
  const quantile = (q: number) => (sorted[Math.round(q * (sorted.length - 1))] * 1e6) / batch;
  return { median: quantile(0.5), p5: quantile(0.05), p95: quantile(0.95), samples: sorted.length };
}
