import { afterEach, expect, test } from 'vitest';
import { keepStdoutForResults } from './keep-stdout.js';
import { leaveBehind, watchLeftovers, type Leftover } from './left-behind.js';

const toStdout = process.stdout.write.bind(process.stdout);
const toStderr = process.stderr.write.bind(process.stderr);
let errors: string[] = [];
process.stderr.write = (text: string | Uint8Array) => {
  errors.push(String(text));
  return true;
};
afterEach(() => {
  errors = [];
  process.stdout.write = toStdout;
  process.stderr.write = toStderr;
});

test('standard output goes to standard error as long as anyone keeps it', () => {
  let own: string[] = [];
  process.stdout.write = (text: string | Uint8Array) => own.push(String(text)) > 0;
  const said = (text: string) => {
    [own, errors] = [[], []];
    process.stdout.write(text);
    return own.length === 1 ? 'out' : errors.length === 1 ? 'error' : 'lost';
  };
  expect(said('a')).toBe('out');
  const [first, second] = [keepStdoutForResults(), keepStdoutForResults()];
  expect(said('b')).toBe('error');
  first();
  // Ending twice ends nothing of others.
  first();
  expect(said('c')).toBe('error');
  second();
  expect(said('d')).toBe('out');
  const third = keepStdoutForResults();
  expect(said('e')).toBe('error');
  third();
  expect(said('f')).toBe('out');
});

test('who watches what is left behind is told of each by a number of its own, and when it is gone', () => {
  leaveBehind({ is: 'file', path: 'before' })();
  const left = new Map<number, Leftover>();
  watchLeftovers((number, leftover) => {
    if (leftover === null) left.delete(number);
    else left.set(number, leftover);
  });
  const things: Leftover[] = [
    { is: 'file', path: 'a' },
    { is: 'program', pid: 3 },
    { is: 'folder', path: 'b' },
  ];
  const forget = things.map(leaveBehind);
  expect([...left.values()]).toEqual(things);
  forget[1]();
  expect([...left.values()]).toEqual([things[0], things[2]]);
  for (const gone of forget) gone();
  expect(left.size).toBe(0);
  watchLeftovers(() => undefined);
});
