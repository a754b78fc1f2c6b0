import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { exitStatus, verdictOn } from '../../src/cli/exit.js';
import { runProgram } from '../../src/cli/program.js';
import { readReportFolder } from '../../src/cli/report-folder.js';
import { filesIn, layOut } from './folder.js';
import type { FuzzCase, Outcome } from './fuzz-case.js';

// What the program finds beside its modules it finds beside these, which are built into another folder.
const built = join(import.meta.dirname, '..', '..');
for (const name of ['package.json', 'studies', 'schemas', 'templates', 'dist']) {
  if (!existsSync(join(built, name))) symlinkSync(join(built, '..', name), join(built, name));
}

/**
 * Runs the program on a case in this process. A report is read and not drawn, which would take a hundred
 * times as long; in processes it is.
 * @param folder of this run alone, which becomes the current one
 */
export async function runInProcess(folder: string, given: FuzzCase): Promise<Outcome> {
  layOut(folder, given);
  process.chdir(folder);
  const said = { stdout: '', stderr: '' };
  const own = { stdout: process.stdout, stderr: process.stderr };
  for (const name of ['stdout', 'stderr'] as const)
    speakThrough(
      name,
      listener((text) => (said[name] += text)),
    );
  try {
    const status = given.args[0] === 'report' ? await readOnly(given.args, said) : await runProgram(given.args);
    return { status, ...said, files: filesIn(folder) };
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

async function readOnly([, folder = '']: readonly string[], said: { stderr: string }): Promise<number> {
  try {
    await readReportFolder(folder);
    return exitStatus.done;
  } catch (error) {
    const { message, status } = verdictOn(error);
    said.stderr = `warizan: ${message}\n`;
    return status;
  }
}
