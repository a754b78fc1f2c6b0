import type { MeanEstimate } from '../statistics/mean-estimate.js';
import { pText } from './answer.js';
import type { Comparison } from './comparison.js';
import { groupName } from './group-label.js';
import { percent, percentWithInterval } from './percent.js';
import type { Group, StudyData } from './study-data.js';
import { capitalised, nameNoun, nounOf, plural } from './study-terms.js';
import { groupDigits, showUserText } from './user-text.js';

/** A table as a reader sees it. Cells are plain text: whoever writes HTML or Markdown escapes them. */
export interface FactTable {
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly { readonly heading: string; readonly isNumeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows that a page shows of a table. More are for programs: they are in the table's file. */
export const mostRows = 200;

/** One row a group: what the page, the Markdown summary and the terminal say of it. */
export function groupFacts(study: StudyData): FactTable {
  const { groups, common, terms } = study;
  const names = plural(nameNoun(terms));
  const { since, cost } = terms.measures;
  const sinceWords =
    since === undefined
      ? ''
      : '; step of convergence as mean and 95 % profile-likelihood interval under a gamma distribution, over converged runs';
  return {
    name: names,
    caption: `${common === null ? capitalised(names) : `Settings of ${common}`}: success rate with its 95 % Wilson interval${sinceWords}.${cutNote(groups.length, 'summary.csv')}`,
    columns: [
      ...words(nounOf(study)),
      ...numbers('runs', terms.success.past, 'success [95 % interval]'),
      ...numbers(...[since, cost].flatMap((measure) => measure?.says ?? [])),
      ...words('other endings'),
    ],
    rows: groups
      .slice(0, mostRows)
      .map((group) => [
        groupName(group),
        groupDigits(group.trials),
        groupDigits(group.converged),
        percentWithInterval(group.success.rate, group.success),
        ...(since === undefined ? [] : [estimateText(group.convergedAtMean)]),
        ...(cost === undefined ? [] : [group.costMean === null ? '–' : groupDigits(Math.round(group.costMean))]),
        otherEndings(group, terms.successes),
      ]),
  };
}

/** One row a comparison; null where nothing was compared. */
export function comparisonFacts(study: StudyData, comparisons: readonly Comparison[]): FactTable | null {
  const { groups } = study;
  if (comparisons.length === 0) return null;
  const points = (value: number) => (100 * value).toFixed(1).replace('-', '−');
  return {
    name: 'comparisons',
    caption:
      'Differences of success rates over the same seeds, in percentage points, with 95 % Tango score intervals; exact McNemar tests' +
      (comparisons.length === 1
        ? '.'
        : `, p-values corrected for all ${groupDigits(comparisons.length)} comparisons after Holm.${cutNote(comparisons.length, 'comparisons.csv')}`),
    columns: [
      ...words(nounOf(study), 'against'),
      ...numbers('seeds', 'difference [95 % interval]', comparisons.length === 1 ? 'p' : 'p, corrected'),
    ],
    rows: comparisons
      .slice(0, mostRows)
      .map(({ group, baseline, difference, interval, pValue, pairs }) => [
        groupName(groups[group]),
        groupName(groups[baseline]),
        groupDigits(pairs),
        `${points(difference)} [${points(interval.low)}, ${points(interval.high)}]`,
        pCell(pValue),
      ]),
  };
}

/** A p-value under a heading that says that it is one; – for none. */
export function pCell(p: number | null): string {
  return p === null ? '–' : pText(p).replace('p = ', '').replace('p ', '');
}

/** `diverged 72 (72.0 %), …` */
export function otherEndings({ outcomes, trials }: Group, successes: readonly string[]): string {
  const others = outcomes.filter(([outcome]) => !successes.includes(outcome));
  if (others.length === 0) return '–';
  return others
    .map(([outcome, count]) => `${showUserText(outcome, 24)} ${groupDigits(count)} (${percent(count / trials)} %)`)
    .join(', ');
}

function estimateText({ mean, interval }: MeanEstimate): string {
  if (mean === null) return '–';
  const whole = (value: number) => groupDigits(Math.round(value));
  return interval === null ? whole(mean) : `${whole(mean)} [${whole(interval.low)}, ${whole(interval.high)}]`;
}

/** What a caption says of a table that has more rows. */
export function cutNote(count: number, file: string): string {
  return count > mostRows ? ` The first ${mostRows} of ${groupDigits(count)} rows; ${file} has all.` : '';
}

/** Headings of columns of text. */
export function words(...headings: readonly string[]): FactTable['columns'] {
  return headings.map((heading) => ({ heading, isNumeric: false }));
}

/** Headings of columns of numbers. */
export function numbers(...headings: readonly string[]): FactTable['columns'] {
  return headings.map((heading) => ({ heading, isNumeric: true }));
}
