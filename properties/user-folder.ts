import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll } from 'vitest';
import { z } from 'zod';

/** What a command printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  /** Without the line that says how long it took. */
  readonly stderr: string;
}

/** A command that is at work. */
export interface AtWork {
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** A folder outside every package in which the built program is run (`npm test` builds first). */
export interface UserFolder {
  readonly path: string;
  write(file: string, text: string): void;
  read(file: string): string;
  run(...args: readonly string[]): Ended;
  start(...args: readonly string[]): AtWork;
  /** The rows of a table, by the names of its columns. */
  table(file: string): readonly Readonly<Record<string, string>>[];
  /** Rows in the journal of a folder; −1 where there is none yet. */
  journalled(out: string): number;
}

const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** Such a folder, which goes when the tests of the file are done. */
export function userFolder(): UserFolder {
  const path = mkdtempSync(join(tmpdir(), 'warizan-user-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  return {
    path,
    read,
    write: (file, text) => writeFileSync(join(path, file), text),
    run(...args) {
      const options = { cwd: path, encoding: 'utf8', timeout: 110_000 } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
      return { status, stdout, stderr: untimed(stderr) };
    },
    start: (...args) => atWork(path, args),
    table: (file) => tableOf(read(file)),
    journalled(out) {
      const file = join(path, out, 'journal.jsonl');
      return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 2 : -1;
    },
  };
}

function atWork(cwd: string, args: readonly string[]): AtWork {
  const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout, stderr: untimed(stderr) }));
  });
  return { kill: (signal) => void child.kill(signal), ended };
}

function untimed(stderr: string): string {
  return stderr.replace(/^\d+ s\n/m, '');
}

const rows = z.array(z.record(z.string(), z.string()));

function tableOf(text: string): readonly Readonly<Record<string, string>>[] {
  return rows.parse(parse(text, { columns: true }));
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
