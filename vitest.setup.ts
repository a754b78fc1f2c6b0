import fc from 'fast-check';
import { relative } from 'node:path';
import { afterEach } from 'vitest';

/**
 * Run count and seed of every property come from the environment, so that a nightly job can run a hundred
 * times more: WARIZAN_RUNS multiplies each property's own count. A failure prints the command that replays
 * it, with WARIZAN_SEED and WARIZAN_PATH.
 */
const { WARIZAN_RUNS: runs = '1', WARIZAN_SEED: seed, WARIZAN_PATH: path } = process.env;
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  numRuns: Math.max(1, Math.round(100 * Number(runs))),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(path === undefined ? {} : { path, endOnFailure: true }),
});

afterEach(({ task }) => {
  for (const error of task.result?.errors ?? []) {
    const found = /\{ seed: (-?\d+), path: "([\d:]+)"/.exec(error.message);
    if (found === null || error.message.includes('Replay:')) continue;
    // -t takes a regular expression.
    const pattern = task.name.replace(/[\\^$.*+?()[\]{}|'"`]/g, '.');
    const command = [
      `WARIZAN_SEED=${found[1]} WARIZAN_PATH=${found[2]}`,
      ...(runs === '1' ? [] : [`WARIZAN_RUNS=${runs}`]),
      `npx vitest run ${relative(process.cwd(), task.file.filepath)} -t '${pattern}'`,
    ].join(' ');
    error.message += `\n\nReplay: ${command}`;
  }
});
