import { describe, expect, it } from 'vitest';
import { gradientTable, gradientTableMarkdown } from './gradient-table.js';

const rows = gradientTable();

describe('the table of gradients whose truth is known', () => {
  it.each(rows.map((row) => [row.case.truth, row.case.name, row] as const))('%s: %s', (truth, _name, row) => {
    expect(row.verdict).toMatchObject({
      kind: truth,
      ...(row.case.entry === undefined ? {} : { entry: row.case.entry }),
    });
    expect(row.right).toBe(true);
  });

  it('has at least 25 correct, 25 wrong and 10 other cases, with names of their own', () => {
    const count = (truth: string) => rows.filter((row) => row.case.truth === truth).length;
    expect(count('correct')).toBeGreaterThanOrEqual(25);
    expect(count('wrong')).toBeGreaterThanOrEqual(25);
    expect(rows.length - count('correct') - count('wrong')).toBeGreaterThanOrEqual(10);
    expect(new Set(rows.map((row) => row.case.name)).size).toBe(rows.length);
  });

  it('measures order 1 for every wrong gradient whose remainder stands out of the noise', () => {
    for (const { case: row, verdict } of rows) {
      if (verdict.kind !== 'wrong' || verdict.order === null) continue;
      expect(Math.abs(verdict.order - 1), row.name).toBeLessThan(0.25);
    }
  });

  it('measures order 2 or more for every correct one, noise making it a little less', () => {
    for (const { case: row, verdict } of rows) {
      if (verdict.kind === 'correct' && verdict.order !== null) expect(verdict.order, row.name).toBeGreaterThan(1.75);
    }
  });

  it('gives an error estimate that covers the truth', () => {
    const cube = rows.find((row) => row.case.name === '1e-4 off, relative')?.verdict;
    expect(cube?.kind).toBe('wrong');
    if (cube?.kind === 'wrong') expect(Math.abs(cube.harness - 3 * 0.9 ** 2)).toBeLessThanOrEqual(cube.error);
  });

  it('prints one Markdown line a case, bars in names escaped', () => {
    const lines = gradientTableMarkdown(rows).split('\n');
    expect(lines).toHaveLength(rows.length + 2);
    expect(lines.filter((line) => line.replaceAll('\\|', '').split('|').length !== 7)).toEqual([]);
  });
});
