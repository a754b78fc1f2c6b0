import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { messageOf, quoted } from '../../base/input-error.js';
import { leaveBehind } from '../../study/left-behind.js';

/** How a program is started. */
export interface ProgramStart {
  readonly command: readonly string[];
  readonly folder: string;
  /** Whether a process answers once or goes on to the next question. */
  readonly process: 'each' | 'kept';
}

/** What a line of a program's output was: more is to come, or it was the answer. */
type LineTaker = (line: string) => 'more' | 'answered';

/** A program's processes. */
export interface Programs {
  /**
   * Asks a process that has nothing to do, or a new one, and hands on the lines of its answer.
   * @param question one line @param signal ends the process @param take may throw: the process then is ended
   * @throws Error where it cannot be started, crashes, ends without an answer, or says more than the answer
   */
  ask(question: string, signal: AbortSignal, take: LineTaker): Promise<void>;
}

/** A line of more characters is no answer. */
const longestLine = 16 * 1024 * 1024;
/** Of what a program says on standard error, so much is kept. */
const keptError = 2000;

/** A process, and what is left of its output. */
interface Process {
  readonly child: ChildProcessWithoutNullStreams;
  error: string;
  /** Takes its output; null while nobody asks. */
  onText: ((text: string) => void) | null;
  /** Told how it ended. */
  onEnd: ((how: string) => void) | null;
  ended: string | null;
}

/** Processes of a program. Those that are kept end when this program does. */
export function runningPrograms(start: ProgramStart): Programs {
  const idle: Process[] = [];
  return {
    async ask(question, signal, take) {
      const own = idleProcess(idle) ?? started(start);
      const isKept = start.process === 'kept';
      hold(own, 'ref');
      try {
        await conversation(own, { question, signal, take, isKept });
      } catch (error) {
        kill(own);
        throw error;
      }
      if (!isKept) return;
      hold(own, 'unref');
      idle.push(own);
    },
  };
}

function idleProcess(idle: Process[]): Process | null {
  for (let own = idle.pop(); own !== undefined; own = idle.pop()) if (own.ended === null) return own;
  return null;
}

interface Conversation {
  readonly question: string;
  readonly signal: AbortSignal;
  readonly take: LineTaker;
  /** Whether the process stays after its answer. */
  readonly isKept: boolean;
}

function conversation(own: Process, { question, signal, take, isKept }: Conversation): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let rest = '';
    let state: 'more' | 'answered' = 'more';
    const leave = (end: () => void) => {
      signal.removeEventListener('abort', onAbort);
      own.onText = null;
      own.onEnd = null;
      end();
    };
    const fail = (error: unknown) => leave(() => reject(error instanceof Error ? error : new Error(messageOf(error))));
    const onAbort = () => fail(new Error('hung: no result within the time limit'));
    const takeLine = (line: string) => {
      if (line.trim() === '') return;
      if (state === 'answered') throw new Error(`it says more after its answer: ${quoted(line.slice(0, 60))}`);
      state = take(line);
    };
    own.onText = (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      try {
        lines.forEach(takeLine);
        if (rest.length > longestLine) throw new Error(`a line of its output is longer than ${longestLine} characters`);
      } catch (error) {
        fail(error);
        return;
      }
      if (state === 'answered' && isKept) leave(resolve);
    };
    own.onEnd = (how) => {
      try {
        takeLine(rest);
      } catch (error) {
        fail(error);
        return;
      }
      if (how === '' && state === 'answered') leave(resolve);
      else fail(new Error(how === '' ? `it ended without an answer${lastWords(own)}` : `${how}${lastWords(own)}`));
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else if (own.ended !== null) own.onEnd(own.ended);
    else if (isKept) own.child.stdin.write(question);
    else own.child.stdin.end(question);
  });
}

function started({ command: [program, ...args], folder }: ProgramStart): Process {
  // A group of its own: what it starts in turn is ended with it.
  const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const own: Process = { child, error: '', onText: null, onEnd: null, ended: null };
  const forget = child.pid === undefined ? () => undefined : leaveBehind({ is: 'program', pid: child.pid });
  const end = (how: string) => {
    own.ended ??= how;
    running.delete(own);
    forget();
    own.onEnd?.(own.ended);
  };
  running.add(own);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // What speaks without being asked would be taken for the next answer.
    if (own.onText === null) kill(own);
    else own.onText(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    own.error = (own.error + text).slice(-keptError);
  });
  // A program that does not read its question may answer all the same.
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => end(`crashed: it cannot be started: ${error.message}`));
  child.on('close', (status, signal) => end(howEnded(status, signal)));
  return own;
}

/** Whether this program waits for a process before it ends. */
function hold({ child }: Process, how: 'ref' | 'unref'): void {
  child[how]();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) if (pipe instanceof Socket) pipe[how]();
}

/** '' where it ended as it should. */
function howEnded(status: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `crashed: ended by ${signal}`;
  return status === 0 ? '' : `crashed: exit status ${status ?? 'unknown'}`;
}

/** The last line of what it said on standard error. */
function lastWords({ error }: Process): string {
  const last = error.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? '' : `: ${last.slice(0, 200)}`;
}

const running = new Set<Process>();
process.on('exit', () => {
  for (const own of running) kill(own);
});

function kill({ child }: Process): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
