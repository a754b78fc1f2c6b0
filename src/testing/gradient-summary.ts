import { log10 } from '../numeric/elementary/log10.js';
import { gradientTable, type GradientTableRow } from './gradient-table.js';

/** How the cases of one kind were judged. */
export interface GradientSummaryRow {
  /** The group, or the decade of the error. */
  readonly label: string;
  readonly cases: number;
  /** The verdict is the truth. */
  readonly right: number;
  /** Right gradients called wrong. */
  readonly rightCalledWrong: number;
  /** Wrong gradients, straight-through ones of a staircase included, called right. */
  readonly wrongCalledRight: number;
}

function summaryRow(label: string, rows: readonly GradientTableRow[]): GradientSummaryRow {
  const count = (holds: (row: GradientTableRow) => boolean) => rows.filter(holds).length;
  const calledWrong = ({ case: { truth }, verdict }: GradientTableRow) =>
    truth === 'correct' && verdict.kind === 'wrong';
  const calledRight = ({ case: { truth }, verdict }: GradientTableRow) =>
    (truth === 'wrong' || truth === 'staircase') && verdict.kind === 'correct';
  return {
    label,
    cases: rows.length,
    right: count(({ right }) => right),
    rightCalledWrong: count(calledWrong),
    wrongCalledRight: count(calledRight),
  };
}

/** The rows by what `labelOf` says of each, in the order of first appearance; null leaves a row out. */
function grouped(
  rows: readonly GradientTableRow[],
  labelOf: (row: GradientTableRow) => string | null,
): readonly GradientSummaryRow[] {
  const groups = new Map<string, GradientTableRow[]>();
  for (const row of rows) {
    const label = labelOf(row);
    if (label === null) continue;
    const group = groups.get(label) ?? [];
    group.push(row);
    groups.set(label, group);
  }
  return [...groups].map(([label, members]) => summaryRow(label, members));
}

/** The decade of an error's size: `1e-3 to 1e-2`. */
function decadeOf({ case: { errorSize } }: GradientTableRow): string | null {
  if (errorSize === undefined) return null;
  const decade = Math.min(-1, Math.floor(log10(errorSize)));
  return `1e${decade} to ${decade === -1 ? '1' : `1e${decade + 1}`}`;
}

/** By group, and of the wrong ones with an error in one entry, by the decade of its relative size. */
export interface GradientSummary {
  readonly groups: readonly GradientSummaryRow[];
  readonly decades: readonly GradientSummaryRow[];
  readonly all: GradientSummaryRow;
}

/** What came of the table: right called wrong, wrong called right. */
export function gradientSummary(rows: readonly GradientTableRow[] = gradientTable()): GradientSummary {
  const decades = grouped(rows, decadeOf).toSorted((a, b) => Number.parseFloat(a.label) - Number.parseFloat(b.label));
  return { groups: grouped(rows, (row) => row.case.group), decades, all: summaryRow('all', rows) };
}

/** The two tables in Markdown. */
export function gradientSummaryMarkdown(rows: readonly GradientTableRow[] = gradientTable()): string {
  const { groups, decades, all } = gradientSummary(rows);
  const byGroup = table(
    ['black boxes', 'cases', 'verdict is the truth', 'right called wrong', 'wrong called right'],
    [...groups, all].map((row) => [row.label, row.cases, row.right, row.rightCalledWrong, row.wrongCalledRight]),
  );
  const bySize = table(
    ['relative error of one entry', 'cases', 'found', 'called right'],
    decades.map((row) => [row.label, row.cases, row.right, row.wrongCalledRight]),
  );
  return `${byGroup}\n\n${bySize}`;
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
