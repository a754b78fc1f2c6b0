import { Writable } from 'node:stream';

/** What work came to, and what it said. */
export interface Listened<R> {
  readonly result: R;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs work, and listens to what it says in this process meanwhile. */
export async function listened<R>(work: () => Promise<R>): Promise<Listened<R>> {
  const said = { stdout: '', stderr: '' };
  const own = { stdout: process.stdout, stderr: process.stderr };
  for (const name of ['stdout', 'stderr'] as const)
    speakThrough(
      name,
      listener((text) => (said[name] += text)),
    );
  try {
    return { result: await work(), ...said };
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
