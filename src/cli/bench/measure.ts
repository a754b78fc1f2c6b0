import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Measurement } from './report/bench-table.js';
import type { BenchTask, Suite } from './suite.js';
import type { TaskTimes } from './time-task.js';

const times = z.object({ median: z.number(), p5: z.number(), p95: z.number(), samples: z.number() });

/**
 * Times a suite, task after task, each in a thread of its own: the engine compiles the generic core for what
 * has run through it, and code that has seen six number systems is slower on float64 than code that has seen
 * one, as it is in use.
 * @param time milliseconds a task @param onTask told after each
 */
export async function measure(suite: Suite, time: number, onTask: () => void): Promise<Measurement[]> {
  const timed: (BenchTask & TaskTimes)[] = [];
  for (const task of suite.tasks) {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { suite: suite.name, task: task.task, time },
    });
    const message = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    await worker.terminate();
    timed.push({ ...task, ...times.parse(message) });
    onTask();
  }
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
