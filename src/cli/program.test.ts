import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { listened } from '../../scripts/fuzz/listened.js';
import { InputError } from '../base/input-error.js';
import type { CommandEntry } from './commands.js';
import { CheckFailed, Interrupted } from './exit.js';
import { runProgram } from './program.js';
import { couldNotDeliver } from './streams.js';

/** A program of one command, which does this; and one that nobody asks for. */
function programOf(action: () => void, load?: CommandEntry['load']): readonly CommandEntry[] {
  const own = () =>
    Promise.resolve(new Command().argument('[word...]').option('--text <text>', 'a text').action(action));
  return [
    { name: 'do', operands: '[word...]', summary: 'do it', load: load ?? own },
    { name: 'other', operands: '', summary: 'do nothing', load: () => Promise.reject(new Error('loaded')) },
  ];
}
const say = async (args: readonly string[], action: () => void = () => undefined, load?: CommandEntry['load']) => {
  const { result, stdout, stderr } = await listened(() => runProgram(args, programOf(action, load)));
  return { status: result, stdout, stderr };
};
const fail = (error: unknown) => () => {
  throw error;
};

describe('the exit status and the one line say how a command ended', () => {
  test.each<readonly [string, () => void, number, string]>([
    ['done', () => undefined, 0, ''],
    ['by bad input', fail(new InputError('--a: b')), 2, 'warizan: --a: b\n'],
    ['by a property that failed', fail(new CheckFailed('no')), 1, 'warizan: no\n'],
    ['by a signal', fail(new Interrupted('stopped')), 130, 'warizan: stopped\n'],
    ['by a mistake of ours', fail(new Error('x\ny')), 1, 'warizan: unexpected: x y (--debug shows where)\n'],
    ['by what is no error', fail('odd'), 1, 'warizan: unexpected: odd (--debug shows where)\n'],
  ])('%s', async (_, action, status, stderr) => {
    expect(await say(['do'], action)).toEqual({ status, stdout: '', stderr });
  });

  test('where not all could be delivered, also of what was done', async () => {
    const told = 'warizan: note.md: full\n';
    expect(await say(['do'], () => couldNotDeliver('note.md: full'))).toEqual({ status: 1, stdout: '', stderr: told });
    const both = await say(['do'], () => {
      couldNotDeliver('note.md: full');
      throw new InputError('bad');
    });
    expect(both).toEqual({ status: 2, stdout: '', stderr: `warizan: bad\n${told}` });
  });
});

describe('a stack', () => {
  const deep = () => {
    const cause = new Error('first');
    throw new Error('second', { cause });
  };

  test('is shown with --debug alone, with what the error came of', async () => {
    expect((await say(['do'], deep)).stderr).not.toContain(' at ');
    for (const args of [
      ['do', '--debug'],
      ['--debug', 'do'],
    ]) {
      expect((await say(args, deep)).stderr).toMatch(/Error: second\n +at [^]*Error: first\n +at /);
    }
  });

  test('of an error that is its own cause has an end', async () => {
    const error = new Error('turn');
    error.cause = error;
    const { stderr } = await say(['do', '--debug'], fail(error));
    expect(stderr.match(/Error: turn\n/g)).toHaveLength(20);
  });
});

describe('empty text', () => {
  test.each([
    [['do', ''], 'word: "": must not be empty'],
    [['do', 'a', ''], 'word: "": must not be empty'],
    [['do', '--text', ''], '--text: "": must not be empty'],
    [['do', '--text='], '--text: "": must not be empty'],
  ])('%j says nothing', async (args, message) => {
    expect(await say(args)).toEqual({ status: 2, stdout: '', stderr: `warizan: ${message}\n` });
  });

  test('is no fault of options that are not given', async () => {
    expect((await say(['do', 'a', 'b'])).status).toBe(0);
  });
});

describe('a command is loaded where it is asked for', () => {
  test('and no other', async () => {
    expect((await say(['do'])).status).toBe(0);
    expect((await say(['help', 'do'])).stdout).toMatch(/^Usage: warizan do \[options\] \[word\.\.\.\]/);
    expect((await say(['--help'])).stdout).toContain('other [options]');
  });

  test('which says what it needs and lacks', async () => {
    const lacks = () => Promise.reject(new Error("Cannot find package 'some-peer' imported from /a/b.js"));
    expect(await say(['do'], undefined, lacks)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'warizan: do needs the package some-peer, which is not installed: npm install some-peer\n',
    });
    const breaks = () => Promise.reject(new Error('broken'));
    expect((await say(['do'], undefined, breaks)).stderr).toBe('warizan: unexpected: broken (--debug shows where)\n');
  });

  test.each([[['lost']], [['do', '--lost']], [[]]])('%j is no command of ours', async (args) => {
    const { status, stdout } = await say(args);
    expect([status, stdout]).toEqual([2, '']);
  });
});

test('help says what the program is, how commands look, and what the exit status says', async () => {
  const { stdout } = await say(['--help']);
  expect(stdout).toMatch(/^Usage: warizan \[options\] \[command\]\n\nA property-based research harness for networks /);
  expect(stdout).toMatch(/\nExamples:\n(?: {2}warizan \w+[^\n]*\n)+\nExit status: 0 done; [^\n]*; 130 interrupted\.\n/);
  expect(stdout).toMatch(/--debug +show stack traces\n/);
  expect((await say(['help', 'do'])).stdout).toMatch(/--debug +show stack traces\n/);
});
