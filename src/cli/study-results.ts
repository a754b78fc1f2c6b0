import { settingLabels } from '../report/setting-labels.js';
import { formatSummary, wrapWords, type SummaryRow } from '../report/summary-table.js';
import { showUserText } from '../report/user-text.js';
import { settingIdentity } from '../study/comparison-plan.js';
import { comparisonRow, type Comparison } from '../study/comparisons.js';
import type { Setup, StudyDescription } from '../study/description.js';
import { differences } from '../study/differences.js';
import { endingRow, formatPhaseSums, type Ending } from '../study/endings.js';
import { successes, trialOutcomes } from '../experiments/training/rows.js';
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
  { title, setups }: StudyDescription,
  statistics: StudyStatistics,
  { colour, width }: { readonly colour: boolean; readonly width: number },
): string {
  const { labels, common } = settingLabels(setups.map(settingIdentity));
  const label = (setup: Setup) => labels[setups.indexOf(setup)];
  const endings = statistics.endings().filter(({ count }) => count > 0);
  const comparisons = statistics.comparisons();
  const listed = (lines: readonly string[], most: number, table: string) =>
    shortened(lines, most, table).flatMap((line) =>
      wrapWords(line, width - 4).map((part, k) => (k === 0 ? '  ' : '    ') + part),
    );
  const lines = [
    ...(title === null ? [] : [...wrapWords(showUserText(title, 200), width), '']),
    ...(common === null ? [] : [...wrapWords(`Every setting is ${common} but for what its label says.`, width), '']),
    formatSummary(
      statistics.summaries().map((group) => terminalRow(group, label(group.setup))),
      { colour, width, noun: common === null ? 'recipe' : 'setting' },
    ),
    ...wrapWords('How runs ended, share [95 % CI]', width),
    ...listed(
      endings.map((ending) => describeEnding(ending, label(ending.setup))),
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

function terminalRow(group: GroupSummary, label: string): SummaryRow {
  return {
    recipe: label,
    trials: group.trials,
    converged: successes.reduce((sum, outcome) => sum + group.counts[outcome], 0),
    success: { rate: group.successRate, ...group.success },
    others: trialOutcomes
      .filter((outcome) => !successes.includes(outcome))
      .map((outcome) => [outcome, group.counts[outcome]]),
  };
}

/** `clipped: dead-phase 63.0% [53.2, 71.8], phase sum 0.5: 40; -1.5: 23` */
function describeEnding(ending: Ending, label: string): string {
  const { share, interval, outcome, phaseSums, quartiles } = ending;
  const line = `${label}: ${outcome} ${percent(share)}% [${percent(interval.low)}, ${percent(interval.high)}]`;
  if (outcome === 'dead-phase') return `${line}, phase sum ${formatPhaseSums(phaseSums)}`;
  if (outcome === 'spurious-minimum' && quartiles.exponent_high !== null && quartiles.exponent_low !== null) {
    const { exponent_low: low, exponent_high: high } = quartiles;
    return `${line}, exponents around ${low.median.toPrecision(3)} and ${high.median.toPrecision(3)}`;
  }
  return line;
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
    `[${signed(result.interval.low)}, ${signed(result.interval.high)}], p ${p}${Object.keys(setup.grid).length > 0 ? '' : contrast(setup, baseline)}`
  );
}

/** What two setups differ in, where that is one field beside the name. */
function contrast(setup: Setup, baseline: Setup): string {
  const found = differences(
    { ...setup.recipe, backend: setup.backend, name: '' },
    { ...baseline.recipe, backend: baseline.backend, name: '' },
  );
  if (found.length !== 1) return '';
  const [{ path, first, second }] = found;
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
export function resultsJson(statistics: StudyStatistics): object {
  return {
    summary: statistics.summaries().map((group) => Object.fromEntries(summaryRow(group))),
    endings: statistics.endings().map((ending) => Object.fromEntries(endingRow(ending))),
    comparisons: statistics.comparisons().map((comparison) => Object.fromEntries(comparisonRow(comparison))),
  };
}
