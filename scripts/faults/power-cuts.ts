import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isTemporaryName } from '../../src/study/temporary-name.js';
import { wrongFiles } from './one-fault.js';
import { forgetfulDisk, type Remains } from './lost-power.js';
import { placeOf, type Call, type Place, type Scenario } from './scenario.js';

/** A run of a scenario as its calls, and what is on the disk before it and after it. */
export interface RecordedRun {
  readonly scenario: Scenario;
  readonly place: Place;
  readonly before: ReadonlyMap<string, Buffer | null>;
  readonly after: ReadonlyMap<string, string>;
  readonly calls: readonly Call[];
}

/** @throws Error where it does not run */
export function recorded(scenario: Scenario): RecordedRun {
  const place = placeOf(scenario);
  const before = entriesBelow(place.folder);
  const { status, stderr } = place.run(scenario.command, '');
  if (status !== 0) throw new Error(`${scenario.name}: ${stderr}`);
  return { scenario, place, before, after: place.found(), calls: place.calls() };
}

function entriesBelow(folder: string): ReadonlyMap<string, Buffer | null> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path) : null];
    }),
  );
}

/**
 * Cuts the power after every call of a run.
 * @returns what of it would have been lost that counted, or be wrong, in a line each
 */
export function lostByPowerCuts(run: RecordedRun): readonly string[] {
  const { before, after, calls, place } = run;
  const disk = forgetfulDisk(before);
  const lost = new Set<string>();
  let counted = 0;
  const journal = calls.find(({ kind, path }) => kind === 'fsync' && isJournal(path))?.path ?? '';
  for (const call of calls) {
    disk.take(call);
    if (call.kind === 'fsync' && call.path === journal) counted = trialsIn(disk.remains()[1], journal);
    for (const remains of disk.remains()) {
      for (const [path, bytes] of remains.files) {
        const name = path.slice(place.folder.length + 1);
        const text = bytes.toString('latin1');
        if (isJournal(path) || !after.has(name) || text === after.get(name)) continue;
        if (text !== before.get(path)?.toString('latin1')) lost.add(`${name} is half written (${remains.kind})`);
      }
      if (trialsIn(remains, journal) < counted) lost.add(`trials that counted are gone (${remains.kind})`);
    }
  }
  for (const remains of disk.remains()) {
    for (const [name, text] of after) {
      const bytes = remains.files.get(join(place.folder, name));
      if (bytes?.toString('latin1') !== text) lost.add(`${name} is not there in the end (${remains.kind})`);
    }
  }
  return [...lost];
}

/**
 * Cuts the power after the k-th call, and lets the command go on with what is left.
 * @returns what is wrong then, in a line each
 */
export function wrongAfterPowerCut(
  { scenario, before, after, calls, place }: RecordedRun,
  k: number,
): readonly string[] {
  const disk = forgetfulDisk(before);
  for (const call of calls.slice(0, k)) disk.take(call);
  return disk.remains().flatMap((remains) => {
    rmSync(place.folder, { recursive: true });
    mkdirSync(place.folder);
    for (const [path, bytes] of remains.files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    const { status, stderr } = place.run(scenario.again);
    if (!scenario.again.includes('--resume')) removeTemporary(place);
    const wrong = status === 0 ? wrongFiles(place, after, 'whole') : [`status ${status}: ${stderr.trim()}`];
    return wrong.map((line) => `after ${k} calls, of ${remains.kind}: ${line}`);
  });
}

/** What a command that goes on from nothing may leave of one that was cut off: it does not know of it. */
function removeTemporary({ folder }: Place): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (isTemporaryName(basename(name))) rmSync(join(folder, name));
  }
}

function isJournal(path: string): boolean {
  return path.endsWith('/journal.jsonl');
}

function trialsIn({ files }: Remains, journal: string): number {
  const lines = files.get(journal)?.toString('latin1').split('\n') ?? [];
  return lines.slice(0, -1).filter((line) => line.startsWith('[')).length;
}
