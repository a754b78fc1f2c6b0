import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { coin } from '../properties/queue-experiments.js';
import { startRedis } from '../properties/redis-server.js';

/**
 * How many trials a second go through Redis in batches, and what a trial costs the study and its workers. The
 * programs measured are the built command line; a trial takes a tenth of a millisecond, which is part of what
 * its worker is charged with.
 *
 * Exits with 1 where the bound is missed. `node build/bench/redis.js [TRIALS [WORKERS]]`
 */
const bound = { trialsPerSecond: 5000 };

const program = new URL('../../dist/cli/main.js', import.meta.url);

/** In the child: the command line itself, with the CPU it used written to a file at its end. */
async function child(report: string, args: readonly string[]): Promise<void> {
  process.argv.splice(2, process.argv.length, ...args);
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(report, String((user + system) / 1e6));
  });
  await import(program.href);
}

interface Child {
  readonly pid: number;
  /** Seconds of CPU that it has used in all. */
  readonly cpu: Promise<number>;
}

function start(folder: string, name: string, args: readonly string[]): Child {
  const report = join(folder, `${name}.cpu`);
  const started = spawn(process.execPath, [fileURLToPath(import.meta.url), '--child', report, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const cpu = new Promise<number>((resolve, reject) =>
    started.once('close', (status) => {
      if (status === 0 || status === 130) resolve(Number(readFileSync(report, 'utf8')));
      else reject(new Error(`${name} ended with ${status ?? 'a signal'}: ${said}`));
    }),
  );
  return { pid: started.pid ?? -1, cpu };
}

/** Bytes of a study's journal: it has a line for each row, a little after its trial. */
function journalSize(folder: string): number {
  return statSync(join(folder, 'out', 'journal.jsonl'), { throwIfNoEntry: false })?.size ?? 0;
}

/** Seconds from the first rows to the last, and how many came in between. */
async function watch(folder: string, trials: number): Promise<{ readonly seconds: number; readonly rows: number }> {
  const rows = () => readFileSync(join(folder, 'out', 'journal.jsonl'), 'utf8').split('\n').length - 2;
  while (journalSize(folder) === 0 || rows() < trials / 20) await sleep(5);
  const from = performance.now();
  const before = rows();
  let to = from;
  for (let size = journalSize(folder); ;) {
    await sleep(5);
    const now = journalSize(folder);
    if (now !== size) to = performance.now();
    size = now;
    if (performance.now() - to > 50 && rows() === trials) return { seconds: (to - from) / 1000, rows: trials - before };
  }
}

async function main(trials: number, workers: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-redis-'));
  const redis = await startRedis();
  try {
    writeFileSync(join(folder, 'coin.ts'), coin);
    process.stdout.write(
      `${trials} trials of 0.1 ms, ${workers} workers of one thread, ${availableParallelism()} cores; load before: ${loadavg()[0].toFixed(2)}\n`,
    );
    const helpers = Array.from({ length: workers }, (_, k) =>
      start(folder, `worker-${k}`, ['worker', '--redis', redis.url, '--workers', '1']),
    );
    await sleep(3000);
    const study = start(folder, 'study', [
      ...['study', 'coin.ts', '--seeds', `1..${trials}`, '--out', 'out', '--redis', redis.url],
    ]);
    const { seconds, rows } = await watch(folder, trials);
    const studyCpu = await study.cpu;
    for (const { pid } of helpers) process.kill(pid, 'SIGTERM');
    const workerCpu = (await Promise.all(helpers.map(({ cpu }) => cpu))).reduce((a, b) => a + b, 0);
    const perSecond = rows / seconds;
    const micro = (cpu: number) => ((1e6 * cpu) / trials).toFixed(0);
    process.stdout.write(
      `${perSecond.toFixed(0)} trials a second over ${seconds.toFixed(1)} s; CPU a trial, start and end of the programs included: ` +
        `study ${micro(studyCpu)} µs (with tables and page), workers ${micro(workerCpu)} µs (with the trial's 100)\n`,
    );
    process.stdout.write(`keys left in Redis: ${(await redis.keys()).length}\n`);
    if (perSecond >= bound.trialsPerSecond) return;
    process.stdout.write(`missed: at least ${bound.trialsPerSecond} trials a second\n`);
    process.exitCode = 1;
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true });
  }
}

const given = process.argv.slice(2);
if (given[0] === '--child') await child(given[1], given.slice(2));
else await main(Number(given.at(0) ?? 100_000), Number(given.at(1) ?? 2));
