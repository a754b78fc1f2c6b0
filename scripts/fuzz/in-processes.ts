import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { filesIn, layOut } from './folder.js';
import type { FuzzCase, Outcome } from './fuzz-case.js';

const program = resolve('dist/cli/main.js');
/** No case of ours computes for long, in milliseconds. */
const longest = 60_000;

/** Runs the program as users do. @param folder of this run alone */
export function runAsProcess(folder: string, given: FuzzCase): Promise<Outcome> {
  layOut(folder, given);
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...given.args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: longest,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 28,
    env: { ...process.env, GITHUB_STEP_SUMMARY: undefined },
  });
  const ended = signal === null ? stderr : `${stderr}\nended by ${signal}`;
  return Promise.resolve({ status, stdout, stderr: ended, files: filesIn(folder) });
}
