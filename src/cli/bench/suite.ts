import { Bench } from 'tinybench';
import type { Measurement } from '../../report/bench-table.js';

/** Work that is timed. */
export interface BenchTask {
  readonly task: string;
  readonly backend: string;
  readonly precision: number | null;
  /** Does `batch` operations: enough for a clock that ticks in fractions of a microsecond. */
  readonly run: () => unknown;
  readonly batch: number;
}

/** One question, answered by tasks that do the same on different backends. */
export interface Suite {
  readonly name: string;
  readonly question: string;
  /** The task that the others are compared with. */
  readonly base: string;
  tasks(): Promise<readonly BenchTask[]>;
  /** What the figures come to, in lines of at most 80 columns. */
  conclude?(measured: readonly Measurement[]): readonly string[];
}

/** Times a suite with tinybench, task after task. @param time milliseconds a task, after a fifth of it to warm up */
export async function measure(suite: Suite, time: number, onTask: () => void): Promise<Measurement[]> {
  const tasks = await suite.tasks();
  const bench = new Bench({
    time,
    warmupTime: time / 5,
    iterations: 5,
    warmupIterations: 2,
    retainSamples: true,
    throws: true,
  });
  for (const { task, run } of tasks) bench.add(task, run);
  bench.addEventListener('cycle', onTask);
  await bench.run();
  const timed = tasks.map((task) => ({ ...task, ...timesOf(bench, task) }));
  const base = timed.find(({ task }) => task === suite.base);
  if (base === undefined) throw new Error(`suite ${suite.name} has no task ${suite.base}`);
  return timed.map(({ task, backend, precision, median, p5, p95, samples }) => ({
    suite: suite.name,
    task,
    backend,
    precision,
    median,
    p5,
    p95,
    samples,
    relativeTo: task === suite.base ? null : suite.base,
    ratio: median / base.median,
  }));
}

/** Nanoseconds an operation. */
function timesOf(bench: Bench, { task, batch }: BenchTask) {
  const result = bench.getTask(task)?.result;
  if (result?.state !== 'completed') throw new Error(`task ${task} did not complete`);
  const sorted: readonly number[] = result.latency.samples ?? [];
  const quantile = (q: number) => (sorted[Math.round(q * (sorted.length - 1))] * 1e6) / batch;
  return { median: quantile(0.5), p5: quantile(0.05), p95: quantile(0.95), samples: sorted.length };
}
