import { Queue, Worker } from 'bullmq';
import { expect, test } from 'vitest';
import { listen } from '../src/queue/listen.js';
import { openRedis } from '../src/queue/open-redis.js';
import { readRedisUrl } from '../src/queue/redis-address.js';
import { until } from './queue-programs.js';
import { startRedis } from './redis-server.js';

test('a worker and a listener that begin while Redis is away work when it is there', { timeout: 60_000 }, async () => {
  const own = await startRedis();
  const redis = await openRedis(readRedisUrl('--redis', own.url, undefined));
  redis.on('error', () => undefined);
  const done: (string | undefined)[] = [];
  const heard: string[] = [];
  const queue = new Queue('away', { connection: redis });
  queue.on('error', () => undefined);
  let worker: Worker | undefined;
  let listening: ReturnType<typeof listen> | undefined;
  try {
    await own.restart(300, () => {
      worker = new Worker('away', ({ id }) => Promise.resolve(done.push(id)), { connection: redis, drainDelay: 1 });
      worker.on('error', () => undefined);
      listening = listen(redis, 'away-news', (message) => heard.push(message));
    });
    await queue.add('batch', {}, { jobId: 'batch-0' });
    await until(
      () => done.length > 0,
      () => 'the batch is not taken',
    );
    await listening;
    await redis.publish('away-news', 'something');
    await until(
      () => heard.length > 0,
      () => 'nothing is heard',
    );
    expect([done, heard]).toEqual([['batch-0'], ['something']]);
  } finally {
    await worker?.close(true);
    (await listening)?.disconnect();
    redis.disconnect();
    await own.stop();
  }
});
