import { isDeepStrictEqual } from 'node:util';
import type { FuzzCase, Outcome } from './fuzz-case.js';

/** What is wrong with what a program made of an input, whatever the input; null where nothing is. */
type Oracle = (given: FuzzCase, outcome: Outcome) => string | null;

const oracles: readonly Oracle[] = [
  (_, { status }) => ([0, 1, 2, 130].includes(status ?? -1) ? null : `status ${status}`),
  (_, { stderr }) => (/^warizan: unexpected/m.test(stderr) ? 'is called unexpected' : null),
  (_, { stderr, stdout }) => (/^\s+at .*\.js:\d+/m.test(stdout + stderr) ? 'shows a stack' : null),
  (_, { status, stderr }) => {
    const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('warizan: note: '));
    if (status !== 2) return null;
    return lines.length === 1 && /^(?:warizan|error): /.test(lines[0]) ? null : `is refused in ${lines.length} lines`;
  },
  (_, { status, stdout }) => (status === 2 && stdout !== '' ? 'is refused and answered' : null),
  (_, { stdout, stderr }) => {
    // Not a line's end, nor the tab of a table.
    const acting = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/.exec(stdout + stderr);
    return acting === null ? null : `prints U+${acting[0].charCodeAt(0).toString(16)}`;
  },
  (_, { stdout, stderr }) => (/^\s*::|##\[/m.test(stdout + stderr) ? 'prints a command of a runner' : null),
  (_, { files }) => {
    const pages = [...files].filter(([name]) => /\.(?:html|svg)$/.test(name));
    return pages.some(([, text]) => /<script>alert|<img src=x/.test(text)) ? 'writes markup of a name' : null;
  },
  ({ files: before }, { files }) => {
    const made = [...files].filter(([name]) => name.endsWith('.csv') && !Object.hasOwn(before, name));
    return made.some(([, text]) => /(?:^|[,"\n])[=@]/.test(text)) ? 'writes a formula' : null;
  },
  ({ files: before, args }, { files }) => {
    if (args.includes('--resume')) return null;
    const changed = Object.entries(before).filter(([name, text]) => files.get(name) !== text);
    return changed.length === 0 ? null : `changes ${changed[0][0]}`;
  },
  ({ files: before }, { status, files }) => {
    if (status !== 2) return null;
    const left = [...files.keys()].filter((name) => !Object.hasOwn(before, name));
    return left.length === 0 ? null : `is refused and leaves ${left.join(', ')}`;
  },
  ({ makes = {} }, { status, files }) => {
    if (status !== 0) return null;
    const other = Object.entries(makes).find(([name, text]) => files.get(name) !== text);
    return other === undefined ? null : `makes another ${other[0]}`;
  },
  ({ then }, { status }) => {
    if (then === undefined) return null;
    return isDeepStrictEqual(status === 2, then === 'refused') ? null : `is to be ${then}: status ${status}`;
  },
];

/** The first complaint about an outcome; null where there is none. */
export function complaintOf(given: FuzzCase, outcome: Outcome): string | null {
  for (const oracle of oracles) {
    const complaint = oracle(given, outcome);
    if (complaint !== null) return complaint;
  }
  return null;
}
