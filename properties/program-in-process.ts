import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { listened } from '../scripts/fuzz/listened.js';
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
        const { result: status, stdout, stderr } = await listened(() => runProgram(args, known));
        return { status, stdout, stderr };
      } finally {
        process.chdir(before);
      }
    },
  };
}
