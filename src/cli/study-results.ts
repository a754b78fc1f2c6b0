import { harmless } from '../base/harmless-text.js';
import { settingLabels } from '../report/setting-labels.js';
import { formatSummary, wrapWords, type SummaryRow } from '../report/summary-table.js';
import { showUserText } from '../report/user-text.js';
import { settingIdentities } from '../study/comparison-plan.js';
import { comparisonRow, type Comparison } from '../study/comparisons.js';
import type { Setup, StudyDescription } from '../study/description.js';
import { differences } from '../study/differences.js';
import { endingRow, tellingOf, type Ending } from '../study/endings.js';
import { outcomesOf, successOf, type Outcome } from '../study/experiment.js';
import type { StudyStatistics } from '../study/statistics.js';
import { summaryRow, type GroupSummary } from '../study/summary.js';

/** More lines than these say less on a terminal; the tables have them all. */
const mostEndings = 40;
const mostComparisons = 15;

/**
 * What a study found, for a terminal: how often each setup learned, how the others ended, and how they
 * compare.
 */
export function describeResults(
  { experiment, title, setups }: StudyDescription,
  statistics: StudyStatistics,
  { colour, width }: { readonly colour: boolean; readonly width: number },
): string {
  const { labels, common } = settingLabels(settingIdentities(experiment, setups));
  const outcomes = outcomesOf(experiment);
  const label = (setup: Setup) => labels[setups.indexOf(setup)];
  const endings = statistics.endings().filter(({ count }) => count > 0);
  const comparisons = statistics.comparisons();
  const listed = (lines: readonly string[], most: number, table: string) =>
    shortened(lines, most, table).flatMap((line) =>
      wrapWords(harmless(line), width - 4).map((part, k) => (k === 0 ? '  ' : '    ') + part),
    );
  const lines = [
    ...(title === null ? [] : [...wrapWords(showUserText(title, 200), width), '']),
    ...(common === null ? [] : [...wrapWords(`Every setting is ${common} but for what its label says.`, width), '']),
    formatSummary(
      statistics.summaries().map((group) => terminalRow(group, outcomes, label(group.setup))),
      {
        colour,
        width,
        noun: common === null ? experiment.identity[0].name : 'setting',
        past: successOf(experiment).past,
      },
    ),
    ...wrapWords('How runs ended, share [95 % CI]', width),
    ...listed(
      endings.map((ending) => describeEnding(ending, outcomes, label(ending.setup))),
      mostEndings,
      'endings.csv',
    ),
  ];
  if (comparisons.length > 0) {
    const [{ of }] = comparisons;
    const test = `Difference of success rates, paired by seed [95 % CI, Tango's score], exact McNemar test${of > 1 ? `, p corrected by Holm for ${of} comparisons` : ''}`;
    const texts = comparisons.map((comparison) => describeComparison(comparison, label));
    lines.push('', ...wrapWords(test, width), ...listed(texts, mostComparisons, 'comparisons.csv'));
  }
  return `${lines.join('\n')}\n`;
}

function shortened(lines: readonly string[], most: number, table: string): string[] {
  const left = lines.length - most;
  return [...lines.slice(0, most), ...(left > 0 ? [`… and ${left} more in ${table}`] : [])];
}

function terminalRow(group: GroupSummary, outcomes: readonly Outcome[], label: string): SummaryRow {
  const count = ({ name }: Outcome) => group.counts[name];
  return {
    name: label,
    trials: group.trials,
    converged: outcomes.reduce((sum, outcome) => sum + (outcome.isSuccess === true ? count(outcome) : 0), 0),
    success: { rate: group.successRate, ...group.success },
    others: outcomes.filter(({ isSuccess }) => isSuccess !== true).map((outcome) => [outcome.name, count(outcome)]),
  };
}

/** `clipped: dead-phase 63.0% [53.2, 71.8], phase sum 0.5: 40; -1.5: 23` */
function describeEnding(ending: Ending, outcomes: readonly Outcome[], label: string): string {
  const { share, interval, outcome } = ending;
  const line = `${label}: ${outcome} ${percent(share)}% [${percent(interval.low)}, ${percent(interval.high)}]`;
  const known = outcomes.find(({ name }) => name === outcome);
  const telling = known === undefined ? null : tellingOf(known, ending);
  return telling === null ? line : `${line}, ${telling}`;
}

/**
 * `exact − clipped: +48.0 percentage points [37.2, 57.3], p = 2.1e-12 (gradient "exact" against "projected")`
 */
function describeComparison(comparison: Comparison, label: (setup: Setup) => string): string {
  const { setup, baseline, result, corrected } = comparison;
  const difference = result.difference ?? 0;
  const p =
    corrected === 0 ? '< 1e-300' : corrected < 0.001 ? `= ${corrected.toExponential(1)}` : `= ${corrected.toFixed(3)}`;
  return (
    `${label(setup)} − ${label(baseline)}: ${signed(difference)} percentage points ` +
    `[${signed(result.interval.low)}, ${signed(result.interval.high)}], p ${p}${Object.keys(setup.grid).length > 0 ? '' : contrast(comparison)}`
  );
}

/** What two setups differ in, where that is one field beside the name. */
function contrast({ setup, baseline }: Comparison): string {
  const found = differences(setup.setting, baseline.setting).filter(({ path }) => path !== 'recipe.name');
  if (found.length !== 1) return '';
  const [{ path: whole, first, second }] = found;
  const path = whole.replace(/^recipe\./, '');
  const text = (value: unknown) => showUserText(typeof value === 'string' ? value : JSON.stringify(value ?? null), 20);
  return ` (${path}: ${text(first)} against ${text(second)})`;
}

function signed(fraction: number): string {
  const text = (100 * fraction).toFixed(1);
  return fraction > 0 ? `+${text}` : text.replace('-', '−');
}

function percent(fraction: number): string {
  return (100 * fraction).toFixed(1);
}

/** The same as plain data: the rows of the tables but `trials.csv`. */
export function resultsJson({ experiment }: StudyDescription, statistics: StudyStatistics): object {
  return {
    summary: statistics.summaries().map((group) => Object.fromEntries(summaryRow(experiment, group))),
    endings: statistics.endings().map((ending) => Object.fromEntries(endingRow(experiment, ending))),
    comparisons: statistics
      .comparisons()
      .map((comparison) => Object.fromEntries(comparisonRow(experiment, comparison))),
  };
}
