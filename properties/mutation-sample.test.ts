/** The score of a sample of mutants: which blocks are drawn, and how sure it is. */
import { describe, expect, test } from 'vitest';
import { filesOf, roomNamed } from '../scripts/mutation/rooms.js';
import { drawBlocks, scoreOfSample, talliesOf } from '../scripts/mutation/sample.js';
import { wilsonInterval } from '../src/statistics/wilson-interval.js';

describe('blocks', () => {
  const lines = new Map([
    ['a.ts', 17],
    ['b.ts', 8],
    ['none.ts', 0],
  ]);

  test('all of them, where as many are asked for, are every line once', () => {
    expect(drawBlocks(lines, 99, 1)).toEqual([
      { file: 'a.ts', from: 1, to: 8 },
      { file: 'a.ts', from: 9, to: 16 },
      { file: 'a.ts', from: 17, to: 17 },
      { file: 'b.ts', from: 1, to: 8 },
    ]);
  });

  test('a seed draws the same ones again, and seeds draw each about as often', () => {
    const firsts = new Map<string, number>();
    for (let seed = 0; seed < 400; seed++) {
      const [{ file, from }] = drawBlocks(lines, 1, seed);
      expect(drawBlocks(lines, 1, seed)).toEqual([expect.objectContaining({ file, from })]);
      firsts.set(`${file} ${from}`, (firsts.get(`${file} ${from}`) ?? 0) + 1);
    }
    // 100 of 400 each; a standard deviation is 8.7, and these seeds are always the same.
    expect([...firsts.values()].filter((count) => count > 60 && count < 140)).toHaveLength(4);
  });
});

test('a mutant is counted in the block in which it begins; what was not tried is not', () => {
  const mutant = (line: number, status: string) => ({
    location: { start: { line, column: 1 }, end: { line: line + 1, column: 1 } },
    status,
  });
  const mutants = [mutant(8, 'Killed'), mutant(9, 'Survived'), mutant(9, 'Timeout'), mutant(10, 'NoCoverage')];
  const report = { files: { 'a.ts': { source: '', mutants: [...mutants, mutant(11, 'Ignored')] } } };
  expect(talliesOf(report, [...drawBlocks(new Map([['a.ts', 16]]), 2, 1), { file: 'b.ts', from: 1, to: 8 }])).toEqual([
    { tried: 1, killed: 1 },
    { tried: 3, killed: 1 },
    { tried: 0, killed: 0 },
  ]);
});

describe('the interval', () => {
  const alike = (count: number, tried: number, killed: number) =>
    Array.from({ length: count }, () => ({ tried, killed }));

  test('is Wilson’s where mutants do not live and die together', () => {
    const { share, interval, effective } = scoreOfSample([...alike(9, 1, 1), ...alike(1, 1, 0)]);
    expect([share, effective]).toEqual([0.9, 9]);
    expect(interval).toEqual(wilsonInterval(8, 9));
  });

  test('is as wide as that of the blocks where they do', () => {
    const together = scoreOfSample([...alike(90, 10, 10), ...alike(10, 10, 0)]);
    expect([together.share, together.effective]).toEqual([0.9, 99]);
    expect(together.interval).toEqual(wilsonInterval(89, 99));
  });

  test('is never narrower than the binomial one, and holds nothing back of nothing', () => {
    expect(scoreOfSample(alike(10, 10, 9)).interval).toEqual(wilsonInterval(90, 100));
    expect(scoreOfSample(alike(10, 10, 10)).interval).toEqual(wilsonInterval(100, 100));
    expect(scoreOfSample([]).interval).toEqual({ low: 0, high: 1 });
  });
});

test('rooms are measured by files that are there, without tests and what is left out', () => {
  expect(filesOf(roomNamed('cli'))).toContain('src/cli/train.ts');
  expect(filesOf(roomNamed('cli')).filter((file) => /\.test\.|main\.ts|supervise/.test(file))).toEqual([]);
  expect(filesOf(roomNamed('report'))).toHaveLength(8);
  expect(filesOf(roomNamed('testing')).filter((file) => file.includes('black-boxes'))).toEqual([]);
  expect(() => roomNamed('cellar')).toThrow('"cellar" is not a room; rooms are base, wasm');
});
