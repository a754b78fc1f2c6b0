import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { suites } from './suites.js';
import { timeTask } from './time-task.js';

/** What a worker thread of the bench does: times one task and posts its times. */
const { suite, task, time } = z.object({ suite: z.string(), task: z.string(), time: z.number() }).parse(workerData);
const found = suites.find(({ name }) => name === suite)?.tasks.find((candidate) => candidate.task === task);
if (found === undefined) throw new Error(`no task ${task} in suite ${suite}`);
parentPort?.postMessage(await timeTask(found, time));
