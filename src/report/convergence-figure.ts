import type { Figure } from './figure.js';
import { groupLabels, groupName } from './group-label.js';
import { percent } from './percent.js';
import type { Group, StudyData } from './study-data.js';
import { nameNoun } from './study-terms.js';
import { groupDigits } from './user-text.js';

/** More points a line than the plot has pixels would not be seen. */
const mostPoints = 300;
/**
 * The axis is logarithmic where it ends at more than so many times the step by which half of a fast group's
 * runs converged.
 */
const widestLinear = 25;

/**
 * The distribution of the step of convergence: for every step the share of all runs that had converged by
 * then. Counting all runs, not only those that converge, a line ends at the success rate. Null where nothing
 * converged.
 */
export function convergenceFigure(study: StudyData): Figure | null {
  const { groups } = study;
  const drawn = groups.map((group, k) => ({ group, k })).filter(({ group }) => group.convergedAt.length > 0);
  if (drawn.length === 0) return null;
  const labels = groupLabels(study);
  const earliest = Math.min(...drawn.map(({ group }) => group.convergedAt[0]));
  const latest = Math.max(...drawn.map(({ group }) => lastStep(group)));
  const fastest = Math.min(...drawn.map(({ group }) => middle(group.convergedAt)));
  const isLogarithmic = earliest > 0 && latest / fastest > widestLinear;
  const from = isLogarithmic ? earliest / 1.3 : 0;
  const names = drawn.map(({ k }) => labels[k].text);
  const none = groups.filter((group) => group.convergedAt.length === 0);
  return {
    name: 'convergence',
    title: 'When runs converge',
    caption:
      `Share of all runs that had converged for good by each step; a line ends at its ${nameNoun(study.terms)}’s success rate and at the length of its runs.` +
      (none.length > 0 ? ` No run of ${none.map((group) => groupName(group)).join(', ')} converged.` : ''),
    alternative: drawn
      .map(({ group }) => {
        const at = group.convergedAt;
        const mean = group.convergedAtMean;
        const interval =
          mean.interval === null
            ? ''
            : ` [${groupDigits(Math.round(mean.interval.low))}, ${groupDigits(Math.round(mean.interval.high))}]`;
        return (
          `${groupName(group)}: first at step ${groupDigits(at[0])}, half of the converged by step ` +
          `${groupDigits(middle(at))}, last at step ${groupDigits(at[at.length - 1])}` +
          `${mean.mean === null ? '' : `, mean ${groupDigits(Math.round(mean.mean))}${interval}`}; ` +
          `${percent(group.success.rate)} % in the end`
        );
      })
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: 'Share of runs converged by each step',
      width: 300,
      height: 190,
      data: {
        values: drawn.flatMap(({ group, k }) =>
          stairs(group, from).map((point) => ({ group: labels[k].text, ...point })),
        ),
      },
      mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.8 },
      encoding: {
        x: {
          field: 'step',
          type: 'quantitative',
          scale: {
            domain: [from, latest],
            nice: false,
            ...(isLogarithmic ? { type: 'log' as const } : { zero: false }),
          },
          axis: { title: 'step', format: isLogarithmic ? '~s' : ',d', tickCount: 4 },
        },
        y: {
          field: 'share',
          type: 'quantitative',
          scale: { domain: [0, 100] },
          axis: { title: 'runs converged (%)', values: [0, 25, 50, 75, 100] },
        },
        color: {
          field: 'group',
          type: 'nominal',
          scale: { domain: names, range: drawn.map(({ k }) => labels[k].colour) },
          legend: { orient: 'top', columns: 3 },
        },
        strokeDash: {
          field: 'group',
          type: 'nominal',
          scale: { domain: names, range: drawn.map((_, index) => [...dashes[index % dashes.length]]) },
          legend: { orient: 'top', columns: 3 },
        },
      },
    },
  };
}

/** Lines differ in dashes as well as in colour. */
const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2.5],
  [7, 2, 1, 2],
];

function middle(sorted: readonly number[]): number {
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

function lastStep({ convergedAt, steps }: Group): number {
  return Math.max(steps ?? 0, convergedAt[convergedAt.length - 1]);
}

/** The corners of the stairs, thinned evenly in the share. */
function stairs(group: Group, from: number): { step: number; share: number }[] {
  const { convergedAt: at, trials } = group;
  const count = Math.min(at.length, mostPoints);
  const indices = Array.from({ length: count }, (_, k) => Math.floor(((k + 1) * at.length) / count) - 1);
  const corners = indices.map((index) => ({ step: at[index], share: (100 * (index + 1)) / trials }));
  return [{ step: from, share: 0 }, ...corners, { step: lastStep(group), share: (100 * at.length) / trials }];
}
