import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll } from 'vitest';
import { commands, type CommandEntry } from '../src/cli/commands.js';
import { precisionCommand } from '../src/cli/precision.js';
import { runProgram } from '../src/cli/program.js';
import { studyCommand } from '../src/cli/study.js';
import type { Executor } from '../src/study/executor.js';
import * as thisThread from '../src/study/in-process-executor.js';
import { workshopFrom, type UserModules } from '../src/workshop.js';

/** What a command printed, and its status. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of a user's in which commands run in this process, with all that they do to files. */
export interface ProgramFolder {
  readonly path: string;
  run(...args: readonly string[]): Promise<Said>;
}

/** Trials run in this thread: no thread can load a module of the source as it stands. */
async function here(modules: UserModules): Promise<Executor> {
  return thisThread.inProcessExecutor(await workshopFrom(modules));
}

const placed: Readonly<Record<string, CommandEntry['load']>> = {
  study: () =>
    Promise.resolve(
      studyCommand((asked, workers) => (asked.modules === null ? asked.executor(workers) : here(asked.modules))),
    ),
  precision: () => Promise.resolve(precisionCommand((_, modules) => here(modules))),
};
const known = commands.map((entry) => ({ ...entry, load: placed[entry.name] ?? entry.load }));

/**
 * Such a folder, which goes when the tests of the file are done.
 * @param path a new one, empty, where none is named
 */
export function programFolder(path = mkdtempSync(join(tmpdir(), 'warizan-program-'))): ProgramFolder {
  const before = process.cwd();
  afterAll(() => {
    process.chdir(before);
    rmSync(path, { recursive: true, force: true });
  });
  return {
    path,
    async run(...args) {
      process.chdir(path);
      try {
        return await listened(() => runProgram(args, known));
      } finally {
        process.chdir(before);
      }
    },
  };
}

/** Runs work, and listens to what it says meanwhile. */
async function listened(work: () => Promise<number>): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const own = { stdout: process.stdout, stderr: process.stderr };
  for (const name of ['stdout', 'stderr'] as const)
    speakThrough(
      name,
      listener((text) => (said[name] += text)),
    );
  try {
    return { status: await work(), ...said };
  } finally {
    for (const name of ['stdout', 'stderr'] as const) speakThrough(name, own[name]);
  }
}

function speakThrough(name: 'stdout' | 'stderr', stream: Writable): void {
  Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true });
}

/** A stream that tells what is written to it. */
function listener(tell: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: true,
    write(bytes: Uint8Array, _, done) {
      tell(Buffer.from(bytes).toString('utf8'));
      done();
    },
  });
}
