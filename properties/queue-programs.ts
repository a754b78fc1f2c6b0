import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built program (`npm test` builds first). */
export const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** A program that runs, and what it has said. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  stderr(): string;
  /** Waits until standard error has such a text. */
  said(text: RegExp): Promise<void>;
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** How a program is started. */
export interface Start {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another build of the program. */
  readonly program?: string;
}

const running = new Set<ChildProcess>();

/** Starts the program in a process of its own. */
export function start({ cwd, args, env = {}, program: built = program }: Start): Running {
  const child = spawn(process.execPath, [built, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (status) => {
      running.delete(child);
      resolve({ status, stdout, stderr });
    }),
  );
  return {
    child,
    pid: child.pid ?? -1,
    stderr: () => stderr,
    ended,
    said: (text) =>
      until(
        () => text.test(stderr),
        () => `${text.source} is not in ${stderr}`,
      ),
  };
}

/** Runs the program to its end. */
export function run({ cwd, args, env = {} }: Start) {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: 110_000 } as const;
  return spawnSync(process.execPath, [program, ...args], options);
}

/** Ends what a test has left running. */
export async function endAll(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  await until(
    () => running.size === 0,
    () => 'a program does not end',
  );
}

/** Waits for a condition, a minute at most. */
export async function until(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Rows in a study's journal; −1 where there is none yet. */
export function rowsIn(folder: string): number {
  const path = join(folder, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : -1;
}

/** A study's tables and what else it is made of, by name. */
export function tablesIn(folder: string, ...more: readonly string[]): Readonly<Record<string, string>> {
  const names = ['trials.csv', 'summary.csv', 'endings.csv', 'comparisons.csv', 'runs.csv', 'study.json', ...more];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
