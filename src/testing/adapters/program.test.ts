import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { Program } from './program.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warizan-program-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Long enough for any answer here, in milliseconds. */
const patient = 20_000;

/** A program of these statements, closed when its test is over. */
function running(statements: string, start: ConstructorParameters<typeof Program>[1] = {}): Program {
  const program = new Program([process.execPath, '-e', statements], start);
  onTestFinished(() => program.close());
  return program;
}

/** One that does this with every line, in which `say` answers. */
const answering = (expression: string) =>
  running(
    `const say = (text) => process.stdout.write(text);
     require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => { ${expression} });`,
  );
const ask = (program: Program, line = '') => program.ask(line, patient, '20 s');

/** Whether a process is still there. */
function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** How many processes and pipes keep this one from ending. */
const held = () => process.getActiveResourcesInfo().filter((name) => /^(Process|Pipe)Wrap$/.test(name)).length;

test('a line is answered by the next one that is not blank, however it is cut into pieces', async () => {
  const program = answering(`say('\\n  \\n4'); setTimeout(() => say(line + ' \\n'), 20);`);
  expect(await ask(program, '2')).toBe('42');
  expect(await ask(program, '3')).toBe('43');
});

test('it is started where and with what is said, beside what this process has', async () => {
  const text = `console.log(JSON.stringify([process.cwd(), process.env.OURS, process.env.PATH]))`;
  const program = running(`process.stdin.once('data', () => ${text})`, { cwd: folder, env: { OURS: 'x' } });
  expect(JSON.parse(await ask(program))).toEqual([folder, 'x', process.env['PATH']]);
  const plain = running(`process.stdin.once('data', () => ${text})`);
  expect(JSON.parse(await ask(plain))).toEqual([process.cwd(), null, process.env['PATH']]);
});

test('an answer in time is not late afterwards, and a limit that no timer can be set for is none', async () => {
  const program = answering(`setTimeout(() => say(line + '\\n'), 20)`);
  expect(await ask(program, '1')).toBe('1');
  expect(await program.ask('2', 400, '0.4 s')).toBe('2');
  await sleep(500);
  expect(await program.ask('3', Infinity, '∞')).toBe('3');
});

test('one that is late is killed, and is not asked again', async () => {
  const program = answering(`if (line === 'id') say(process.pid + '\\n')`);
  const id = Number(await ask(program, 'id'));
  expect(isAlive(id)).toBe(true);
  const late = program.ask('nothing', 50, '0.05 s');
  await expect(late).rejects.toThrow(/did not answer within 0\.05 s$/);
  await program.close();
  expect(isAlive(id)).toBe(false);
  await expect(ask(program, 'id')).rejects.toThrow(/did not answer within 0\.05 s$/);
});

test('one that is closed has ended, by itself or not', async () => {
  const willing = answering(`say(process.pid + '\\n')`);
  const stubborn = answering(`say(process.pid + '\\n'); setInterval(() => undefined, 1000)`);
  for (const program of [willing, stubborn]) {
    const id = Number(await ask(program));
    await program.close();
    expect(isAlive(id)).toBe(false);
    await program.close();
    await expect(ask(program)).rejects.toThrow(/^\S+ -e [^]* was closed$/);
  }
});

test('one that is closed before it is asked is never started', async () => {
  const mark = join(folder, 'started');
  const program = running(`require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); console.log(1)`);
  await program.close();
  await expect(ask(program)).rejects.toThrow('was closed');
  await sleep(200);
  expect(existsSync(mark)).toBe(false);
});

test('one that ended is told of with the last line of its errors', async () => {
  const dying = (how: string) =>
    ask(answering(how)).catch((error: unknown) => (error instanceof Error ? error.message : ''));
  expect(await dying('process.kill(process.pid)')).toMatch(/ ended with SIGTERM$/);
  expect(await dying('process.exit(7)')).toMatch(/ ended with exit status 7$/);
  expect(await dying(`console.error('first\\nlast'); process.exitCode = 1; process.stdin.destroy()`)).toMatch(
    / ended with exit status 1: last$/,
  );
  const long = await dying(`console.error('a'.repeat(30_000) + 'b'); process.exitCode = 1; process.stdin.destroy()`);
  expect(long).toMatch(/: a{9998}b$/);
});

test('what it prints unasked is told of, in no more than sixty characters', async () => {
  const program = answering(`say('1\\n' + 'x'.repeat(100) + '\\n')`);
  expect(await ask(program)).toBe('1');
  await expect(ask(program)).rejects.toThrow(/ printed "x{60}" where nothing was asked$/);
});

test('while nobody waits for an answer it keeps this process from nothing', async () => {
  const before = held();
  const program = answering(`say('1\\n')`);
  const answer = ask(program);
  await expect.poll(held).toBe(before + 1);
  await answer;
  expect(held()).toBe(before);
});
