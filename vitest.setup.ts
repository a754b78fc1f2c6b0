import fc from 'fast-check';
import { relative } from 'node:path';
import { expect } from 'vitest';

/**
 * Run count and seed of every property come from the environment, so that a nightly job can run a hundred times more: WARIZAN_RUNS
 * multiplies each property's own count. A failure prints the command that replays it, with WARIZAN_SEED and WARIZAN_PATH.
 */
const { WARIZAN_RUNS: runs = '1', WARIZAN_SEED: seed, WARIZAN_PATH: path } = process.env;
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  numRuns: Math.max(1, Math.round(100 * Number(runs))),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(path === undefined ? {} : { path, endOnFailure: true }),
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a plugin would also speak up in fc.check, which asks for no report
  reporter: report,
});

/** @throws Error with fast-check's own message and the replay command, where the property failed */
function report<Case>(details: fc.RunDetails<Case>): void {
  if (!details.failed) return;
  const { errorInstance, counterexamplePath } = details;
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = relative(process.cwd(), testPath);
  // `test.prop` adds the seed to the name, which another run does not have; and -t takes a regular expression.
  const name = currentTestName
    .replace(/ \(with seed=-?\d+\)$/, '')
    .split(' > ')
    .at(-1);
  const pattern = (name ?? '').replace(/[\\^$.*+?()[\]{}|'"`]/g, '.');
  const command = [
    `WARIZAN_SEED=${details.seed}`,
    ...(counterexamplePath === null ? [] : [`WARIZAN_PATH=${counterexamplePath}`]),
    ...(runs === '1' ? [] : [`WARIZAN_RUNS=${runs}`]),
    `npx vitest run ${file} -t '${pattern}'`,
  ].join(' ');
  throw new Error(`${fc.defaultReportMessage(details)}\n\nReplay: ${command}`, { cause: errorInstance });
}
