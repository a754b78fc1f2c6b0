import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { exitStatus, verdictOn } from '../../src/cli/exit.js';
import { runProgram } from '../../src/cli/program.js';
import { readReportFolder } from '../../src/cli/report-folder.js';
import { sayLine } from '../../src/cli/say.js';
import { filesIn, layOut } from './folder.js';
import type { FuzzCase, Outcome } from './fuzz-case.js';
import { listened } from './listened.js';

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
  const isReport = given.args[0] === 'report';
  const { result, stdout, stderr } = await listened(() => (isReport ? readOnly(given.args) : runProgram(given.args)));
  return { status: result, stdout, stderr, files: filesIn(folder) };
}

async function readOnly([, folder = '']: readonly string[]): Promise<number> {
  try {
    await readReportFolder(folder);
    return exitStatus.done;
  } catch (error) {
    const { message, status } = verdictOn(error);
    sayLine(`warizan: ${message}`);
    return status;
  }
}
