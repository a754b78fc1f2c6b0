import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { coin } from './queue-experiments.js';
import { endAll, program, start, type Running } from './queue-programs.js';
import { someRedis, type RedisServer } from './redis-server.js';

/** Where a file of tests works: a Redis, a folder with `coin.ts`, and programs that use both. */
export interface QueuePlace {
  readonly folder: string;
  readonly inFolder: (...parts: readonly string[]) => string;
  readonly redis: () => Pick<RedisServer, 'url' | 'keys' | 'client'>;
  /** A study in the folder. */
  readonly study: (module: string, seeds: string, out: string, ...more: readonly string[]) => Running;
  /** A worker of one thread. @param built another build of the program */
  readonly worker: (cwd?: string, built?: string) => Running;
  /** Another folder, where a worker's `coin.ts` is this, or is not there. */
  readonly elsewhere: (name: string, content: string | null) => string;
}

/** The arguments of a study. */
export function studyArgs(module: string, seeds: string, out: string, ...more: readonly string[]): string[] {
  return ['study', module, '--seeds', seeds, '--out', out, ...more];
}

/** Made before a file's tests and removed after them; what a test leaves running or in Redis goes with it. */
export function queuePlace(name: string): QueuePlace {
  const folder = mkdtempSync(join(tmpdir(), `warizan-${name}-`));
  const inFolder = (...parts: readonly string[]) => join(folder, ...parts);
  writeFileSync(inFolder('coin.ts'), coin);
  const opened: RedisServer['stop'][] = [];
  let redis: Pick<RedisServer, 'url' | 'keys' | 'client'>;
  beforeAll(async () => {
    const server = await someRedis();
    opened.push(() => server.stop());
    redis = server;
  });
  afterEach(async () => {
    await endAll();
    const left = await redis.keys();
    if (left.length > 0) await redis.client.unlink(left);
  });
  afterAll(async () => {
    for (const stop of opened) await stop();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    inFolder,
    redis: () => redis,
    study: (module, seeds, out, ...more) =>
      start({ cwd: folder, args: studyArgs(module, seeds, out, '--redis', redis.url, ...more) }),
    worker: (cwd = folder, built = program) =>
      start({ cwd, program: built, args: ['worker', '--redis', redis.url, '--workers', '1'] }),
    elsewhere: (place, content) => {
      mkdirSync(inFolder(place));
      if (content !== null) writeFileSync(inFolder(place, 'coin.ts'), content);
      return inFolder(place);
    },
  };
}
