import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../src/catalogue.js';
import { version as programVersion } from '../src/cli/version.js';
import { messageFormat } from '../src/queue/announcement.js';
import { queueExecutor } from '../src/queue/queue-executor.js';
import { readRedisUrl } from '../src/queue/redis-address.js';
import { standardGenerator } from '../src/random/generators.js';
import { runBatch } from '../src/study/run-batch.js';
import type { Trial } from '../src/study/trial.js';
import { executorLaws } from '../src/testing/laws/executor-laws.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { workshopOf } from '../src/workshop.js';
import { endAll, start } from './queue-programs.js';
import { someRedis, type RedisServer } from './redis-server.js';
import { runs } from './run-count.js';

/** The executor of a queue keeps the laws of every executor: two built workers, a real Redis. */
const folder = mkdtempSync(join(tmpdir(), 'warizan-queue-laws-'));
const workshop = workshopOf(catalogue);
const experiment = 'training';
const { version } = workshop.experiments.get(experiment);
const trials: readonly Trial[] = [...namedRecipes.values()].slice(0, 3).flatMap((recipe) => {
  const setting = {
    recipe: { ...recipe, steps: 60, evaluation: { ...recipe.evaluation, interval: 20, samples: 10 } },
    backend: { name: 'float64', digits: null },
  };
  return [1, 2, 3].map((seed) => ({ experiment, version, setting, rng: standardGenerator.name, seed }));
});

let redis: Pick<RedisServer, 'url' | 'keys' | 'stop'>;
const said: string[] = [];
beforeAll(async () => {
  redis = await someRedis();
  for (let k = 0; k < 2; k++) start({ cwd: folder, args: ['worker', '--redis', redis.url, '--workers', '2'] });
});
afterAll(async () => {
  await endAll();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

const laws = executorLaws({
  name: 'queue',
  make: () =>
    queueExecutor({
      address: readRedisUrl('--redis', redis.url, undefined),
      announcement: { format: messageFormat, program: programVersion(), experiment, version, modules: [] },
      say: (line) => said.push(line),
      wanted: 'a worker',
    }),
  trials,
  throwing: { ...trials[0], experiment: 'alchemy' },
  reference: (some) => runBatch(workshop, some),
});
for (const law of laws) test(law.name, { timeout: 120_000 }, () => law.check({ numRuns: runs(4) }));

test('nothing was said, and nothing is left in Redis', async () => {
  expect(said).toEqual([]);
  expect(await redis.keys()).toEqual([]);
});
