import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradientCases } from './gradient-cases.js';
import { gradientTable, gradientTableMarkdown, judgeCase } from './gradient-table.js';

describe('the table of gradients whose truth is known', () => {
  it.each(gradientCases.map((row) => [row.truth, row.name, row] as const))('%s: %s', (truth, _name, row) => {
    const { verdict, right } = judgeCase(row);
    expect(verdict).toMatchObject({ kind: truth, ...(row.entry === undefined ? {} : { entry: row.entry }) });
    expect(right).toBe(true);
  });

  it('has at least 25 correct, 25 wrong and 10 other cases, with names of their own', () => {
    const count = (truth: string) => gradientCases.filter((row) => row.truth === truth).length;
    expect(count('correct')).toBeGreaterThanOrEqual(25);
    expect(count('wrong')).toBeGreaterThanOrEqual(25);
    expect(gradientCases.length - count('correct') - count('wrong')).toBeGreaterThanOrEqual(10);
    expect(new Set(gradientCases.map((row) => row.name)).size).toBe(gradientCases.length);
  });

  it('measures order 1 for every wrong gradient whose remainder stands out of the noise', () => {
    for (const { case: row, verdict } of gradientTable()) {
      if (verdict.kind !== 'wrong' || verdict.order === null) continue;
      expect(Math.abs(verdict.order - 1), row.name).toBeLessThan(0.25);
    }
  });

  it('measures order 2 or more for every correct one, noise making it a little less', () => {
    for (const { case: row, verdict } of gradientTable()) {
      if (verdict.kind === 'correct' && verdict.order !== null) expect(verdict.order, row.name).toBeGreaterThan(1.75);
    }
  });

  it('gives an error estimate that covers the truth', () => {
    const cube = gradientTable().find((row) => row.case.name === '1e-4 off, relative')?.verdict;
    expect(cube?.kind).toBe('wrong');
    if (cube?.kind === 'wrong') expect(Math.abs(cube.harness - 3 * 0.9 ** 2)).toBeLessThanOrEqual(cube.error);
  });

  it('is the one that docs/gradients.md shows', () => {
    expect(readFileSync('docs/gradients.md', 'utf8')).toContain(gradientTableMarkdown());
  });

  /**
   * What was measured, all of it, to six digits: the truth above leaves the error estimates, the noise and
   * the reach free, and a change of theirs should be seen and meant (`npx vitest run
   * src/testing/gradient-table --update`).
   */
  it('measures what it measured', async () => {
    // The paths are the entries' numbers again.
    const sixDigits = (key: string, value: unknown): unknown =>
      /[pP]aths?$/.test(key)
        ? undefined
        : typeof value === 'number' && Number.isFinite(value)
          ? Number(value.toPrecision(6))
          : value;
    const lines = gradientTable().map(({ case: row, verdict }) => JSON.stringify([row.name, verdict], sixDigits));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('gradient-table.measured.jsonl');
  });

  it('prints one Markdown line a case, bars in names escaped', () => {
    const lines = gradientTableMarkdown().split('\n');
    expect(lines).toHaveLength(gradientCases.length + 2);
    expect(lines.filter((line) => line.replaceAll('\\|', '').split('|').length !== 7)).toEqual([]);
  });
});
