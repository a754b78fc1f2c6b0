import { spawn, type ChildProcess } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coin } from '../properties/queue-experiments.js';
import { startRedis } from '../properties/redis-server.js';

/**
 * A study of a million trials by four workers of a queue, of which three are killed while they work and
 * replaced; then the same study in one process. Says how long each took, and whether their tables are the
 * same bytes; exits with 1 where they are not, or where a key is left in Redis. `node
 * build/bench/redis-million.js [TRIALS]`
 */
const trials = Number(process.argv[2] ?? 1_000_000);
const killedAt = [0.2, 0.45, 0.7];
const workers = 4;

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'warizan-redis-million-'));
const tell = (line: string) => process.stdout.write(`${line}\n`);

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', resolve));
}

/** Counts lines of a file that grows: what has been read is not read again. */
function lineCounter(path: string): () => Promise<number> {
  let from = 0;
  let lines = 0;
  return async () => {
    try {
      for await (const chunk of createReadStream(path, { start: from })) {
        if (!Buffer.isBuffer(chunk)) continue;
        from += chunk.length;
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
      }
    } catch {
      // It is not there yet.
    }
    return lines;
  };
}

const study = (out: string, ...more: readonly string[]) =>
  start('study', 'coin.ts', '--seeds', `1..${trials}`, '--out', out, ...more);

const redis = await startRedis();
try {
  writeFileSync(join(folder, 'coin.ts'), coin);
  const worker = () => start('worker', '--redis', redis.url, '--workers', '1');
  const alive = Array.from({ length: workers }, worker);
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  const queued = study('queued', '--redis', redis.url);
  const status = ended(queued);
  const count = lineCounter(join(folder, 'queued', 'journal.jsonl'));
  const kills = [...killedAt];
  for (let rows = 0; rows < trials && queued.exitCode === null; rows = (await count()) - 1) {
    if (kills.length > 0 && rows >= kills[0] * trials) {
      kills.shift();
      const killed = alive.shift();
      killed?.kill('SIGKILL');
      alive.push(worker());
      tell(`${seconds()} s: ${rows} rows; worker ${killed?.pid ?? ''} killed with SIGKILL, another started`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  tell(`${seconds()} s: ${trials} rows in the journal`);
  tell(`${seconds()} s: the study ended with status ${String(await status)}; journal lines: ${await count()}`);
  const left = await redis.keys();
  tell(`keys left in Redis: ${left.length}`);
  for (const child of alive) child.kill('SIGTERM');
  await Promise.all(alive.map(ended));
  const alone = performance.now();
  tell(`in one process: status ${String(await ended(study('alone', '--workers', '2')))}`);
  tell(`${((performance.now() - alone) / 1000).toFixed(1)} s`);
  const files = ['trials.csv', 'summary.csv', 'endings.csv', 'comparisons.csv', 'runs.csv', 'study.json'];
  const differing = files.filter(
    (file) => !readFileSync(join(folder, 'queued', file)).equals(readFileSync(join(folder, 'alone', file))),
  );
  tell(differing.length === 0 ? `${files.join(', ')}: the same bytes` : `DIFFER: ${differing.join(', ')}`);
  if (differing.length > 0 || left.length > 0 || kills.length > 0) process.exitCode = 1;
} finally {
  await redis.stop();
  rmSync(folder, { recursive: true });
}
