import { rmSync, rmdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { systemCode } from '../base/file-trouble.js';
import type { Leftover } from '../study/left-behind.js';
import { exitStatus, verdictOn } from './exit.js';
import { interruptingSignals } from './interruption.js';
import { sayBeside, sayLine } from './say.js';
import type { Columns } from './streams.js';
import type { Told } from './supervisor.js';

/** What a command's thread is given. */
export interface CommandStart {
  readonly args: readonly string[];
  readonly columns: Columns;
}

/** In milliseconds: a command that has not looked up by then computes, and is ended. */
const untilEnded = 600;
/** One that has is ended by then: its network or its disk does not answer. */
const untilGivenUp = 5000;
/** What a thread's end takes, unless it is in code that cannot be ended: then the process is. */
const untilKilled = 300;

/**
 * Runs a command in a thread, whose status this process exits with. The first signal asks it to stop, and
 * ends it where it does not hear that; a second one ends it at once. Whatever it computes, this thread hears
 * them.
 * @param thread the module that runs the command
 */
export function supervise(thread: URL, { args, columns }: CommandStart): void {
  const leftovers = new Map<number, Leftover>();
  let words = 'interrupted';
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  const worker = new Worker(thread, { argv: [...args], workerData: columns });

  const endAtOnce = (): void => {
    isEnded = true;
    sayLine(`warizan: ${words}`);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), untilKilled);
    void worker.terminate();
    clear();
  };
  /**
   * Removes what must not stay. What the thread is writing it may begin before it ends: so this is done
   * twice.
   */
  const clear = (): void => {
    for (const leftover of [...leftovers.values()].toReversed()) remove(leftover);
  };
  const exit = (status: number): void => {
    clear();
    process.exit(isEnded ? exitStatus.interrupted : status);
  };
  const listen = (signal: NodeJS.Signals): void => {
    if (timer !== undefined) {
      exit(exitStatus.interrupted);
      return;
    }
    worker.postMessage(signal);
    timer = setTimeout(endAtOnce, untilEnded);
  };

  for (const signal of interruptingSignals) process.on(signal, listen);
  worker.on('message', (told: Told) => {
    switch (told.is) {
      case 'words':
        words = told.text;
        return;
      case 'title':
        process.title = told.title;
        return;
      case 'leftover':
        if (told.leftover === null) leftovers.delete(told.number);
        else leftovers.set(told.number, told.leftover);
        return;
      case 'stopping':
        clearTimeout(timer);
        timer = setTimeout(endAtOnce, untilGivenUp);
    }
  });
  worker.on('error', (error) => {
    const { message, status } = verdictOnThread(error);
    sayLine(`warizan: ${message}`);
    if (args.includes('--debug')) sayBeside(error.stack ?? '');
    exit(status);
  });
  worker.on('exit', exit);
}

/** What is said of an error that the command did not catch: of code nobody waited for, or of the engine. */
function verdictOnThread(error: Error): ReturnType<typeof verdictOn> {
  const code = systemCode(error);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const message = 'out of memory: give Node more, with NODE_OPTIONS=--max-old-space-size=MEGABYTES, or ask for less';
    return { message, status: exitStatus.failed };
  }
  if (code === 'ERR_WORKER_INIT_FAILED' && error.message.includes('EMFILE')) {
    return { message: 'too many files are open: allow more (ulimit -n)', status: exitStatus.badInput };
  }
  return verdictOn(error);
}

function remove(leftover: Leftover): void {
  try {
    if (leftover.is === 'program') process.kill(-leftover.pid, 'SIGKILL');
    else if (leftover.is === 'folder') rmdirSync(leftover.path);
    else rmSync(leftover.path, { force: true });
  } catch {
    // It is gone, or somebody has put something into it.
    return;
  }
}
