/**
 * `npm run fuzz -- --seconds N [--seed S] [--cases N] [--processes N] [--kind NAME]`: hostile inputs of every
 * kind, in this process and, one of fifty, by the built program in processes of its own. Each finding is
 * shrunk and printed with the seed that repeats it. Exit status 1 where there is one.
 */
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FuzzCase, Outcome } from './fuzz/fuzz-case.js';
import { bytesOf } from './fuzz/fuzz-case.js';
import { runInProcess } from './fuzz/in-process.js';
import { runAsProcess } from './fuzz/in-processes.js';
import { fuzzKinds, journalKind, writtenStudy, type FuzzKind } from './fuzz/kinds.js';
import { complaintOf } from './fuzz/oracles.js';

type Run = (folder: string, given: FuzzCase) => Promise<Outcome>;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    cases: { type: 'string', default: '100000' },
    processes: { type: 'string', default: '2000' },
    kind: { type: 'string' },
  },
});
const [seconds, seed, cases, processes] = [values.seconds, values.seed, values.cases, values.processes].map(Number);
const own = mkdtempSync(join(tmpdir(), 'warizan-fuzz-'));
/** So deep that what is written beside it and above it is still among our own. */
const folder = join(own, 'a', 'b', 'c', 'd');
mkdirSync(folder, { recursive: true });
/** The case that is running, for whoever finds this program hung. */
const current = join(tmpdir(), `warizan-fuzz-current-${process.pid}.json`);
/** Of a case that is printed, characters: the seed repeats it whole. */
const longestShown = 10_000;

const studied = await runInProcess(folder, {
  files: { 's.json': bytesOf(writtenStudy) },
  args: ['study', './s.json', '--out', 'out', '--workers', '1'],
});
const journal = studied.files.get('out/journal.jsonl');
const trials = studied.files.get('out/trials.csv');
if (journal === undefined || trials === undefined) throw new Error(`the study was not written: ${studied.stderr}`);
const kinds = [...fuzzKinds, journalKind({ journal, trials })].filter(
  ({ name }) => values.kind === undefined || name === values.kind,
);
const all = kinds.reduce((sum, { share }) => sum + share, 0);

let findings = 0;
const started = performance.now();
for (const [where, run, count, part] of [
  ['in process', runInProcess, cases, 0.7],
  ['as processes', runAsProcess, processes, 0.3],
] as const) {
  for (const kind of kinds) {
    // Kinds that take longer are tried less often in one process, and as often as others as processes.
    const share = run === runAsProcess ? 1 / kinds.length : kind.share / all;
    await fuzz(kind, where, run, Math.ceil(count * share), (seconds * 1000 * part) / kinds.length);
  }
}
rmSync(own, { recursive: true });
rmSync(current, { force: true });
console.log(`fuzz: ${findings} findings in ${((performance.now() - started) / 1000).toFixed(0)} s, seed ${seed}`);
process.exit(findings > 0 ? 1 : 0);

async function fuzz(kind: FuzzKind, where: string, run: Run, count: number, milliseconds: number): Promise<void> {
  const statuses = new Map<string, number>();
  let running: Promise<unknown> = Promise.resolve();
  const law = fc.asyncProperty(kind.cases, async (given) => {
    writeFileSync(current, JSON.stringify(given));
    const begun = run(folder, given);
    running = begun.catch(() => undefined);
    const outcome = await begun;
    statuses.set(String(outcome.status), (statuses.get(String(outcome.status)) ?? 0) + 1);
    const complaint = complaintOf(given, outcome);
    if (complaint !== null) throw new Error(`${complaint}\n${outcome.stderr.slice(0, 2000)}`);
  });
  const found = await fc.check(law, {
    seed,
    numRuns: count,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
  });
  // The check does not wait for the case that its time limit cuts off, which would speak among the next ones.
  await running;
  const ended = [...statuses].sort().map(([status, times]) => `${times} × ${status}`);
  console.log(`${kind.name}, ${where}: ${found.numRuns} cases; status ${ended.join(', ')}`);
  if (!found.failed || found.counterexample === null) return;
  findings++;
  const { errorInstance } = found;
  console.log(`  FOUND: ${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`);
  console.log(`  by ${JSON.stringify(found.counterexample[0]).slice(0, longestShown)}`);
}
