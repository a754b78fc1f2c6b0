import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * What a study of a hundred thousand short trials costs: how busy it keeps two cores, how much memory it
 * holds, and how much faster two workers are than one. The program measured is the built command line, from
 * its start to its last table.
 *
 * Prints one line a run and the ratio; exits with 1 where a bound is missed. `node build/bench/study.js
 * [TRIALS]`
 */
/** By then the fate of a run is decided; the essay's runs are forty times as long. */
const steps = 5000;
const evaluation = { interval: 1000, samples: 1000 };
const bounds = { residentMegabytes: 300, busyShare: 0.9, ratio: 1.8 };

interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
}

const program = new URL('../../dist/cli/main.js', import.meta.url);

/** In the child: the command line itself, with what it used written to a file at its end. */
async function child(report: string, args: readonly string[]): Promise<void> {
  process.argv.splice(2, process.argv.length, ...args);
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      seconds: performance.now() / 1000,
      cpuSeconds: (user + system) / 1e6,
      residentMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    writeFileSync(report, JSON.stringify(usage));
  });
  await import(program.href);
}

function isUsage(value: unknown): value is Usage {
  return typeof value === 'object' && value !== null && 'seconds' in value && 'cpuSeconds' in value;
}

/** Runs the study with so many workers. */
async function measure(folder: string, workers: number): Promise<Usage> {
  const report = join(folder, `usage-${workers}.json`);
  const out = join(folder, `out-${workers}`);
  const args = ['study', join(folder, 'study.json'), '--out', out, '--workers', String(workers)];
  const started = spawn(process.execPath, [fileURLToPath(import.meta.url), '--child', report, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = await new Promise((resolve) => started.once('exit', resolve));
  if (status !== 0) throw new Error(`the study ended with status ${String(status)}`);
  const usage: unknown = JSON.parse(readFileSync(report, 'utf8'));
  if (!isUsage(usage)) throw new Error('the study did not report');
  return usage;
}

/**
 * How many million rounds a second threads of pure arithmetic do together: what the machine gives, other
 * programs allowing.
 */
async function spin(threads: number): Promise<number> {
  const code = `const end = performance.now() + 3000; let x = 1, rounds = 0;
    while (performance.now() < end) { for (let k = 0; k < 1e6; k++) x = Math.exp(-x); rounds++; }
    require('node:worker_threads').parentPort.postMessage(x > 0 ? rounds : 0);`;
  const rounds = await Promise.all(
    Array.from(
      { length: threads },
      () => new Promise<number>((resolve) => new Worker(code, { eval: true }).once('message', resolve)),
    ),
  );
  return rounds.reduce((a, b) => a + b, 0) / 3;
}

/**
 * How much faster two threads are than one where nothing but arithmetic is done: no study can have a better
 * ratio.
 */
async function possibleRatio(): Promise<number> {
  const one = await spin(1);
  return (await spin(2)) / one;
}

function tell(workers: number, { seconds, cpuSeconds, residentMegabytes }: Usage): void {
  const busy = ((100 * cpuSeconds) / seconds / 2).toFixed(1);
  process.stdout.write(
    `${workers} worker${workers === 1 ? ' ' : 's'}: ${seconds.toFixed(1)} s, two cores ${busy} % busy, ` +
      `resident at most ${residentMegabytes.toFixed(0)} MB\n`,
  );
}

async function main(trials: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-'));
  try {
    const study = {
      recipes: [
        { extends: 'clipped', name: 'short', steps, evaluation },
        { extends: 'exact', name: 'short, exact', steps, evaluation },
      ],
      seeds: `1..${Math.ceil(trials / 2)}`,
      figures: [],
    };
    writeFileSync(join(folder, 'study.json'), JSON.stringify(study));
    process.stdout.write(
      `${trials} trials of ${steps} steps; load of the machine before: ${loadavg()[0].toFixed(2)}\n`,
    );
    const before = await possibleRatio();
    const one = await measure(folder, 1);
    tell(1, one);
    const two = await measure(folder, 2);
    tell(2, two);
    const size = statSync(join(folder, 'out-2', 'journal.jsonl')).size / trials;
    const ratio = one.seconds / two.seconds;
    process.stdout.write(
      `2 workers are ${ratio.toFixed(2)} times as fast as 1; ${((1000 * two.cpuSeconds) / trials).toFixed(3)} ms of work and ` +
        `${size.toFixed(0)} bytes of journal a trial\n`,
    );
    process.stdout.write(
      `two threads of pure arithmetic were ${before.toFixed(2)} times as fast as one before, ` +
        `${(await possibleRatio()).toFixed(2)} times after: what this machine gives\n`,
    );
    const same = readFileSync(join(folder, 'out-1', 'trials.csv')).equals(
      readFileSync(join(folder, 'out-2', 'trials.csv')),
    );
    process.stdout.write(`tables ${same ? 'are the same' : 'DIFFER'}\n`);
    const kept =
      same &&
      two.residentMegabytes < bounds.residentMegabytes &&
      two.cpuSeconds / two.seconds / 2 >= bounds.busyShare &&
      ratio >= bounds.ratio;
    if (!kept) {
      process.stdout.write(
        `missed: under ${bounds.residentMegabytes} MB, at least ${100 * bounds.busyShare} % busy, at least ${bounds.ratio} times\n`,
      );
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const given = process.argv.slice(2);
if (given[0] === '--child') await child(given[1], given.slice(2));
else await main(Number(given.at(0) ?? 100_000));
