import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { oneWayOutRule } from '../scripts/lint/one-way-out.js';

/** The rule that keeps printing in one place can fail: what it refuses, and what it leaves alone. */
const complaints = (code: string) =>
  new Linter().verify(code, {
    plugins: { printing: { rules: { 'one-way-out': oneWayOutRule } } },
    rules: { 'printing/one-way-out': 'error' },
  }).length;

describe('printing beside the gate', () => {
  test.each([
    'process.stdout.write(name);',
    'process.stderr.write(`${name}`);',
    "process['stdout'].write(name);",
    'globalThis.process.stdout.write(name);',
    'const { stdout } = process;',
    'const out = process.stdout;',
    'stream.pipe(process.stdout);',
    'process.stdout.end(name);',
    'console.log(name);',
    'const say = console.error;',
    'writeSync(1, name);',
    "fs.appendFileSync('/dev/stderr', name);",
  ])('%s is refused', (code) => {
    expect(complaints(code)).toBe(1);
  });

  test.each([
    'const width = process.stdout.columns;',
    'if (process.stderr.isTTY) sayInPlace(name);',
    "process.stdout.on('error', end);",
    'output.write(name);',
    'writeSync(file, name);',
    'const { argv } = process;',
  ])('%s is not', (code) => {
    expect(complaints(code)).toBe(0);
  });
});
