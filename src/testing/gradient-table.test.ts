import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradientCases, type GradientCase } from './gradient-cases.js';
import { gradientSummary, gradientSummaryMarkdown } from './gradient-summary.js';
import { gradientTableMarkdown, judgeCase, type GradientTableRow } from './gradient-table.js';

/** Verdicts are found when a test asks for them, not when this file is read: mutants are then tried. */
const found = new Map<GradientCase, GradientTableRow>();
function judged(row: GradientCase): GradientTableRow {
  const known = found.get(row) ?? judgeCase(row);
  found.set(row, known);
  return known;
}
const table = () => gradientCases.map(judged);

/** Errors below this are counted by size (`gradientSummary`), not demanded. */
const demanded = 1e-6;

describe('the table of gradients whose truth is known', () => {
  const isDemanded = ({ errorSize = 1 }: GradientCase) => errorSize >= demanded;
  const strict = () => table().filter((row) => isDemanded(row.case));
  it.each(gradientCases.filter(isDemanded).map((row) => [row.group, row.truth, row.name, row] as const))(
    '%s, %s: %s',
    (_group, truth, _name, row) => {
      const { entry, orElse = [] } = row;
      const { verdict, right } = judged(row);
      expect([truth, ...orElse]).toContain(verdict.kind);
      if (verdict.kind === 'wrong' && entry !== undefined) expect(verdict.entry).toBe(entry);
      expect(right).toBe(true);
    },
  );

  it('calls no right gradient wrong, and at most 1 % of those wrong by 1e-6 or more right', () => {
    const { all } = gradientSummary(strict());
    const wrong = strict().filter(({ case: { truth } }) => truth === 'wrong' || truth === 'staircase');
    expect(all.rightCalledWrong).toBe(0);
    expect(all.wrongCalledRight).toBeLessThanOrEqual(wrong.length / 100);
  });

  it('has at least 300 cases, 100 of them correct and 100 wrong, with names of their own', () => {
    const count = (truth: string) => gradientCases.filter((row) => row.truth === truth).length;
    expect(gradientCases.length).toBeGreaterThanOrEqual(300);
    expect(count('correct')).toBeGreaterThanOrEqual(100);
    expect(count('wrong')).toBeGreaterThanOrEqual(100);
    expect(new Set(gradientCases.map((row) => row.name)).size).toBe(gradientCases.length);
  });

  it('measures order 1 for every wrong gradient whose remainder stands out of the noise', () => {
    for (const { case: row, verdict } of table()) {
      if (verdict.kind !== 'wrong' || verdict.order === null) continue;
      expect(Math.abs(verdict.order - 1), row.name).toBeLessThan(0.25);
    }
  });

  it('measures order 2 or more for every correct one, noise making it a little less', () => {
    for (const { case: row, verdict } of table()) {
      if (verdict.kind === 'correct' && verdict.order !== null) expect(verdict.order, row.name).toBeGreaterThan(1.75);
    }
  });

  it('gives an error estimate that covers the truth', () => {
    const cube = table().find((row) => row.case.name === '1e-4 off, relative')?.verdict;
    expect(cube?.kind).toBe('wrong');
    if (cube?.kind === 'wrong') expect(Math.abs(cube.harness - 3 * 0.9 ** 2)).toBeLessThanOrEqual(cube.error);
  });

  it('is the one that docs/gradients.md shows', () => {
    expect(readFileSync('docs/gradients.md', 'utf8')).toContain(gradientSummaryMarkdown(table()));
  });

  /**
   * What was found, beside the truth above: which entries are wrong and how many were judged, so that a
   * change of it is seen and meant (`npx vitest run src/testing/gradient-table --update`). Errors and noise
   * are of the size of rounding, and engines round elementary functions differently.
   */
  it('finds what it found', async () => {
    const lines = table().map(({ case: row, verdict }) => {
      const wrong = verdict.kind === 'wrong' ? verdict.wrongEntries : [];
      return JSON.stringify([row.name, verdict.kind, wrong, verdict.coverage.judged]);
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('gradient-table.found.jsonl');
  });

  it('prints one Markdown line a case, bars in names escaped', () => {
    const lines = gradientTableMarkdown(table()).split('\n');
    expect(lines).toHaveLength(gradientCases.length + 2);
    expect(lines.filter((line) => line.replaceAll('\\|', '').split('|').length !== 7)).toEqual([]);
  });

  it('prints a verdict that is not right in bold', () => {
    const [row] = table();
    const cell = ({ right }: { readonly right: boolean }) =>
      gradientTableMarkdown([{ ...row, right }])
        .split('|')
        .at(-4);
    expect(cell({ right: true })).toBe(` ${row.verdict.kind} `);
    expect(cell({ right: false })).toBe(` **${row.verdict.kind}** `);
  });
});
