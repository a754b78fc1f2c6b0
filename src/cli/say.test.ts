import { Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { duration, progressLine } from './progress.js';
import { note, say, sayAlive, sayBeside, sayInColour, sayInPlace, sayJson, sayLine, terminalColumns } from './say.js';
import { terminalWidth } from './terminal-width.js';

const own = { stdout: process.stdout, stderr: process.stderr };
const put = (name: 'stdout' | 'stderr', stream: Writable) =>
  Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true });
afterEach(() => {
  for (const name of ['stdout', 'stderr'] as const) put(name, own[name]);
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** What a body says, on terminals of so many columns; on none where that is null. */
function said(body: () => void, columns: number | null = null): { readonly stdout: string; readonly stderr: string } {
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = new Writable({
      write(bytes: Uint8Array, _, done) {
        heard[name] += Buffer.from(bytes).toString('utf8');
        done();
      },
    });
    put(name, Object.assign(stream, { isTTY: columns !== null, columns: columns ?? undefined }));
  }
  body();
  return heard;
}

const red = '\u001B[31m';
const end = '\u001B[39m';

const passing = () => {
  sayInPlace('a\u0007');
  sayAlive();
};

describe('what is printed', () => {
  test.each<readonly [string, () => void, string, string]>([
    ['results as they are, nothing in them acts', () => say(`a\n${red}b\n`), 'a\n\uFFFD[31mb\n', ''],
    ['colours of ours, and no others', () => sayInColour(`${red}a${end}\u001B[5m\n`), `${red}a${end}\uFFFD[5m\n`, ''],
    ['JSON on a line, escaped', () => sayJson({ a: 'b\u001B' }), '{"a":"b\\u001b"}\n', ''],
    ['lines beside the results', () => sayBeside('a\nb\u0007'), '', 'a\nb\uFFFD\n'],
    ['one line beside them', () => sayLine(' a\n b\u0007 '), '', 'a b\uFFFD\n'],
    ['a note', () => note('a\nb'), '', 'warizan: note: a b\n'],
    ['nothing that passes, where nobody looks', passing, '', ''],
  ])('%s', (_, body, stdout, stderr) => {
    expect(said(body)).toEqual({ stdout, stderr });
  });

  test('in place of the line before, and signs of life, on a terminal', () => {
    expect(said(passing, 80)).toEqual({ stdout: '', stderr: '\r\u001B[Ka\uFFFD.' });
  });
});

test.each<readonly [number | null, string | undefined, number]>([
  [96, undefined, 96],
  [132, undefined, 100],
  [20, undefined, 24],
  [null, undefined, 80],
  [96, '60.7', 60],
  [null, '60', 60],
  [96, '0', 96],
  [96, 'wide', 96],
])('on %j columns and COLUMNS=%j results take %d', (columns, asked, width) => {
  vi.stubEnv('COLUMNS', asked);
  const seen: (number | null)[] = [];
  said(() => void seen.push(terminalColumns(), terminalWidth()), columns);
  expect(seen).toEqual([columns, width]);
});

describe('the line of progress', () => {
  test('says how far it is, and from the second time on how long it will take', () => {
    vi.useFakeTimers({ now: 0, toFake: ['performance'] });
    const { stderr } = said(() => {
      const line = progressLine('runs');
      // What an earlier command did is no measure of speed.
      line.update(10, 40);
      vi.advanceTimersByTime(99);
      line.update(15, 40);
      vi.advanceTimersByTime(9901);
      line.update(20, 40);
      vi.advanceTimersByTime(50);
      line.update(40, 40);
      line.clear();
    }, 80);
    expect(stderr.split('\r\u001B[K')).toEqual([
      '',
      '10 of 40 runs (25 %)',
      '20 of 40 runs (50 %), 20 s left',
      '40 of 40 runs (100 %), 0 s left',
      '',
    ]);
  });

  test('is drawn ten times a second at most', () => {
    vi.useFakeTimers({ now: 0, toFake: ['performance'] });
    const { stderr } = said(() => {
      const line = progressLine('runs');
      for (let k = 0; k < 100; k++) {
        line.update(k, 1000);
        vi.advanceTimersByTime(10);
      }
    }, 80);
    expect(stderr.match(/\r/g)).toHaveLength(10);
  });

  test('of nothing is all of it', () => {
    expect(said(() => progressLine('runs').update(0, 0), 80).stderr).toContain('0 of 0 runs (0 %)');
  });

  test('is silent where nobody looks', () => {
    const silent = said(() => {
      const line = progressLine('runs');
      line.update(1, 2);
      line.clear();
    });
    expect(silent).toEqual({ stdout: '', stderr: '' });
  });
});

test.each([
  [0, '0 s'],
  [1499, '1 s'],
  [1500, '2 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [7_859_000, '2 h 10 min'],
])('%d milliseconds are said as %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
