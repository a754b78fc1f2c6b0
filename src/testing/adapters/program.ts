import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { ModelError } from '../../gradcheck/model-error.js';

/** How a program is started. */
interface Start {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Somebody who waits for a line. */
interface Waiting {
  resolve(line: string): void;
  reject(error: Error): void;
}

// Taken when the module is loaded, so that a test's fake clock stops neither.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** How long a program may take to end by itself once its input is closed, in milliseconds. */
const grace = 1000;

/** A program that answers a line with a line. It is started when it is first asked, and only once. */
export class Program {
  private readonly name: string;
  private child: Promise<ChildProcessWithoutNullStreams> | null = null;
  private waiting: Waiting | null = null;
  private rest = '';
  private said = '';
  /** Why it can no longer be asked. */
  private over: ModelError | null = null;

  constructor(
    private readonly command: readonly [program: string, ...given: string[]],
    private readonly start: Start,
  ) {
    this.name = command.join(' ');
  }

  /**
   * The line that answers a line.
   * @param limit milliseconds until it is too late; `inWords` the same for a message
   * @throws ModelError where there is none
   */
  async ask(line: string, limit: number, inWords: string): Promise<string> {
    if (this.over !== null) throw this.over;
    this.child ??= this.begin();
    const child = await this.child;
    return new Promise((resolve, reject) => {
      child.ref();
      const timer = startTimer(
        () => {
          this.end(`did not answer within ${inWords}`);
          child.kill('SIGKILL');
        },
        Math.min(limit, 2 ** 31 - 1),
      );
      const done = () => {
        stopTimer(timer);
        child.unref();
        this.waiting = null;
      };
      this.waiting = {
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      // Whether it could be written is said by the end of the process.
      if (this.over === null) child.stdin.write(`${line}\n`, () => undefined);
      else this.waiting.reject(this.over);
    });
  }

  async close(): Promise<void> {
    this.over ??= new ModelError(`${this.name} was closed`);
    if (this.child === null) return;
    const child = await this.child;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = startTimer(() => child.kill('SIGKILL'), grace);
      child.once('close', () => {
        stopTimer(timer);
        resolve();
      });
      child.stdin.end();
    });
  }

  private async begin(): Promise<ChildProcessWithoutNullStreams> {
    // Loaded here, so that a browser can load the rest.
    const { spawn } = await import('node:child_process');
    const [program, ...given] = this.command;
    const { cwd, env } = this.start;
    const child = spawn(program, given, {
      stdio: 'pipe',
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
    });
    // While nobody waits for an answer none of these keeps this process from ending.
    for (const handle of [child, child.stdin, child.stdout, child.stderr]) unref(handle);
    child.stdin.on('error', () => undefined);
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.read(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).slice(-10_000);
    });
    child.on('error', (error) => this.end(`cannot be started: ${error.message}`));
    child.on('close', (code, signal) => this.end(`ended with ${signal ?? `exit status ${code ?? 'unknown'}`}`));
    return child;
  }

  private read(text: string): void {
    this.rest += text;
    for (let end = this.rest.indexOf('\n'); end >= 0; end = this.rest.indexOf('\n')) {
      const line = this.rest.slice(0, end).trim();
      this.rest = this.rest.slice(end + 1);
      if (line === '') continue;
      if (this.waiting === null) this.end(`printed ${JSON.stringify(line.slice(0, 60))} where nothing was asked`);
      else this.waiting.resolve(line);
    }
  }

  private end(how: string): void {
    const said = this.said.trim();
    const last = said.slice(said.lastIndexOf('\n') + 1);
    this.over ??= new ModelError(`${this.name} ${how}${last === '' ? '' : `: ${last}`}`);
    this.waiting?.reject(this.over);
  }
}

/** Streams of a process are sockets, which can be left out of account; their types do not say so. */
function unref(handle: object): void {
  if ('unref' in handle && typeof handle.unref === 'function') Reflect.apply(handle.unref, handle, []);
}
