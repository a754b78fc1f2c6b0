import { meanSamples, pairedMean, quantile, type TrialCosts } from './trial-costs.js';

/** Whether a table compares each recipe with the first, seed by seed. */
export type TableKind = 'plain' | 'paired';

export const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
export const rounded = (value: number): string => (value >= 1000 ? thousands(Math.round(value)) : value.toFixed(1));

/** Mean difference of cost over the same seeds, with 1.96 standard errors. */
export function pairedText(samples: readonly number[], baseline: readonly number[]): string {
  const { mean, error } = pairedMean(samples, baseline);
  const digits = (value: number) =>
    Math.abs(mean) >= 1000 ? thousands(Math.abs(Math.round(value))) : Math.abs(value).toFixed(1);
  return `${mean < 0 ? '−' : '+'}${digits(mean)} ± ${digits(error)}`;
}

/** Recipes, how many of their runs learned, and what that cost, as a table in Markdown. */
export function costTable(groups: ReadonlyMap<string, TrialCosts>, kind: TableKind): string {
  const entries = [...groups];
  const [, baseline] = entries[0];
  const lines = entries.map(([name, costs], k) => {
    const compared = k === 0 ? '' : pairedText(costs.samples, baseline.samples);
    return [...costCells(name, costs), ...(kind === 'paired' ? [compared] : [])];
  });
  const heads = ['recipe', 'solved', 'samples, mean', 'median', '99 %', 'most'];
  const all = [...heads, ...(kind === 'paired' ? ['paired difference'] : [])];
  const rule = `|${all.map((_, k) => (k === 0 ? '---|' : '---:|')).join('')}`;
  return [`| ${all.join(' | ')} |`, rule, ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

function costCells(name: string, costs: TrialCosts): string[] {
  const solved = costs.solved.filter(Boolean).length;
  return [
    name,
    `${thousands(solved)} of ${thousands(costs.solved.length)}`,
    rounded(meanSamples(costs)),
    ...[0.5, 0.99, 1].map((share) => thousands(quantile(costs.samples, share))),
  ];
}
