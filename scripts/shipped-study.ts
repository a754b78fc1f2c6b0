import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { wilsonInterval } from '../src/statistics/wilson-interval.js';

/** Runs a study that ships, or goes on with it, in a folder of its name; ends this program where it fails. */
export function runShippedStudy(name: string, folder: string): void {
  const out = join(folder, name);
  mkdirSync(dirname(out), { recursive: true });
  const resume = existsSync(out) ? ['--resume'] : [];
  const run = spawnSync('node', ['dist/cli/main.js', 'study', name, '--out', out, ...resume], { stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** A share in percent, without the sign. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

/** Successes in percent, with Wilson's 95 % interval. */
export function rateText(successes: number, trials: number): string {
  const { low, high } = wilsonInterval(successes, trials);
  return `${percent(successes / trials)} % [${percent(low)}, ${percent(high)}]`;
}
