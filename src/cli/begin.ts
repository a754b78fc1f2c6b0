import { accessSync, constants } from 'node:fs';
import { exitStatus } from './exit.js';
import { sayLine } from './say.js';
import { columnsOfTerminals, speakAtOnce } from './streams.js';

const args = process.argv.slice(2);
const columns = columnsOfTerminals();
speakAtOnce(columns);

/** Whether a command is to do something: help and version are quicker said than a thread is started. */
const isWork = args.some((arg) => !arg.startsWith('-')) && !args.some((arg) => ['help', '-h', '--help'].includes(arg));
/** Whoever debugs wants to see the command in the thread that he looks at. */
const isDebugged = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((option) =>
  option.includes('--inspect'),
);

if (isWork && !hasFolder()) {
  sayLine('warizan: the current folder is gone, or may not be read: change to another one');
  process.exit(exitStatus.badInput);
} else if (isWork && !isDebugged) {
  const { supervise } = await import('./supervise.js');
  supervise(new URL('./command-thread.js', import.meta.url), { args, columns });
} else {
  const { runProgram } = await import('./program.js');
  process.exit(await runProgram(args));
}

/** Whether names of files mean anything here. */
function hasFolder(): boolean {
  try {
    process.cwd();
    accessSync('.', constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
