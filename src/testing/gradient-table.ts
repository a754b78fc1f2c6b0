import { gradientVerdict } from '../gradcheck/gradient-verdict.js';
import type { GradientVerdict } from '../gradcheck/verdict.js';
import { gradientCases, type GradientCase } from './gradient-cases.js';

/** A case, the verdict it was given with default options, and whether that is right. */
export interface GradientTableRow {
  readonly case: GradientCase;
  readonly verdict: GradientVerdict;
  /** The kind is the case's truth, and a wrong verdict names the entry that is wrong. */
  readonly right: boolean;
}

/** Judges one case. */
export function judgeCase(row: GradientCase): GradientTableRow {
  const verdict = gradientVerdict(row.model, row.params, row.entries === undefined ? {} : { entries: row.entries });
  const named = verdict.kind !== 'wrong' || row.entry === undefined || row.entry === verdict.entry;
  const truths = [row.truth, ...(row.orElse ?? [])];
  return { case: row, verdict, right: truths.some((kind) => kind === verdict.kind) && named };
}

/** Judges every case of the table. */
export function gradientTable(): readonly GradientTableRow[] {
  return gradientCases.map(judgeCase);
}

/** The table in Markdown: case, truth, verdict, measured order, digits agreed. */
export function gradientTableMarkdown(rows: readonly GradientTableRow[] = gradientTable()): string {
  const cells = rows.map(({ case: row, verdict, right }) => {
    const order = 'order' in verdict && verdict.order !== null ? verdict.order.toFixed(2) : '–';
    const digits = 'digits' in verdict && verdict.digits !== null ? verdict.digits.toFixed(1) : '–';
    return [row.name.replaceAll('|', '\\|'), row.truth, right ? verdict.kind : `**${verdict.kind}**`, order, digits];
  });
  const header = ['case', 'truth', 'verdict', 'order', 'digits'];
  return [header, ['---', '---', '---', '---:', '---:'], ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
