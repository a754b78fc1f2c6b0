/**
 * Writes docs/field-results.md, how often the field's modules learn. Runs those studies first, or goes on
 * with them.
 *
 *     npm run field-page [-- STUDY …]        studies of studies/field, division where none is given
 *
 * Tables lie in reports/field. The page has a chapter for every study that is whole there.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addToBeta, betaMean, emptyBetaSummary } from '../src/statistics/beta-mean.js';
import { addToGamma, emptyGammaSummary, gammaMean } from '../src/statistics/gamma-mean.js';
import type { MeanEstimate } from '../src/statistics/mean-estimate.js';
import { unpairedDifference } from '../src/statistics/unpaired-difference.js';
import { findings } from './field/findings.js';
import { belowThreshold, countOf, median, readFieldRuns, successesOf, type FieldModule } from './field/field-runs.js';
import { abstract2021, primerThreshold, replay, type Count, type Known } from './field/published.js';
import { markdownTable } from './markdown-table.js';
import { percent, rateText, runShippedStudy } from './shipped-study.js';

const folder = 'reports/field';
const command = 'npm run field-page';

interface Chapter {
  readonly study: string;
  readonly title: string;
  readonly known: Known | null;
  /** Whether the Primer's thresholds of division are meant. */
  readonly isDivision: boolean;
}

const chapters: readonly Chapter[] = [
  { study: 'division', title: 'Division, 2 inputs', known: replay, isDivision: true },
  { study: 'division-primer', title: 'Division, 2 inputs: other modules', known: replay, isDivision: true },
  { study: 'division-ours', title: 'Division, 2 inputs: the complex logarithm', known: null, isDivision: true },
  { study: 'redundancy', title: 'Division, 10 inputs', known: abstract2021, isDivision: true },
  { study: 'nmru-ablation', title: 'NMRU, 10 inputs, part by part', known: null, isDivision: true },
  { study: 'multiplication', title: 'Multiplication, 2 inputs', known: null, isDivision: false },
  { study: 'addition', title: 'Addition, 2 inputs', known: null, isDivision: false },
  { study: 'subtraction', title: 'Subtraction, 2 inputs', known: null, isDivision: false },
];

const asked = process.argv.slice(2);
for (const study of asked.length === 0 ? ['division'] : asked) runShippedStudy(`field/${study}`, 'reports');
const studies = new Map<string, ReadonlyMap<string, FieldModule>>();
for (const { study } of chapters) {
  const file = join(folder, study, 'trials.csv');
  if (existsSync(file)) studies.set(study, await readFieldRuns(file));
}
const written = chapters.flatMap((chapter) => {
  const modules = studies.get(chapter.study);
  return modules === undefined ? [] : [chapterOf(chapter, modules)];
});
writeFileSync('docs/field-results.md', pageOf([...foundIn(), ...written]));

/** What was found, where all studies that say so are there. */
function foundIn(): readonly string[] {
  const [division, redundancy, ours] = ['division', 'redundancy', 'division-ours'].map((study) => studies.get(study));
  if (division === undefined || redundancy === undefined || ours === undefined) return [];
  const rows = findings(division, redundancy, ours);
  const text = ['## What was found', '', ...markdownTable(['question', 'found'], rows, 'text'), ''];
  return [[...text, 'Why runs fail: [causes, each with its counterfactual](field-failures.md).', ''].join('\n')];
}

function pageOf(parts: readonly string[]): string {
  return `# How often the field's modules learn

<!-- Written by \`${command}\`; edit scripts/field-page.ts. -->

The benchmarks of neural arithmetic as [the field's code has them](field.md): each module on nine ranges from 25 seeds, with
the field's own weights and samples (\`rng: field\`), in float64. A run has learned where its error on inputs beyond those of
training is below 10⁻⁵ at the evaluation with the least error on inputs like them. Intervals are Wilson's, of 95 %.
\`${command} -- STUDY\` runs a study of \`studies/field\`, or goes on with it, and writes this page again.

${parts.join('\n')}`;
}

function chapterOf({ study, title, known, isDivision }: Chapter, modules: ReadonlyMap<string, FieldModule>): string {
  const ranges = [...new Set([...modules.values()].flatMap((module) => [...module.keys()]))];
  const lines = [
    `## ${title}`,
    '',
    `[\`${study}\`](../studies/field/${study}.yaml). Runs that learned, of each range and in all; below, the median step at which`,
    'they were first seen to have, in thousands.',
    '',
    ...markdownTable(['module', ...ranges.map((range) => range.slice(1)), 'all'], [...modules].flatMap(rowsOf(ranges))),
    '',
  ];
  const rows = [...modules].map(([name, module]) => otherMeasures(name, module, { known, isDivision }));
  const thresholds = isDivision ? ['ε = 10⁻⁴', 'ε = 10⁻⁵'] : [];
  const heads = [
    'module',
    'learned',
    ...thresholds,
    'solved at',
    'sparsity error',
    ...(known === null ? [] : ['known', 'difference']),
  ];
  const notes = [
    'Solved at, in thousands of steps, and sparsity error: means of runs that learned, under a gamma and a beta distribution, as the field takes them.',
    ...(isDivision ? ['ε: runs below the Primer’s threshold, the error of weights that are ε off.'] : []),
    ...(known === null ? [] : [`Known: ${known.says}; difference with its 95 % interval and p-value (score test).`]),
  ];
  return [...lines, ...markdownTable(heads, rows), '', notes.join(' '), ''].join('\n');
}

/** A module's successes by range, and when. */
function rowsOf(ranges: readonly string[]) {
  return ([name, module]: readonly [string, FieldModule]): readonly (readonly string[])[] => {
    const each = ranges.map((range) => module.get(range) ?? []);
    const all = each.flat();
    const solved = each.map((runs) => `${successesOf(runs)} of ${runs.length}`);
    const when = [...each, all].map((runs) => {
      const steps = median(runs.flatMap(({ isSolved, solvedAt }) => (isSolved && solvedAt !== null ? [solvedAt] : [])));
      return steps === null ? '–' : String(steps / 1000);
    });
    return [
      [name, ...solved, `${successesOf(all)} of ${all.length}`],
      ['', ...when],
    ];
  };
}

function otherMeasures(
  name: string,
  module: FieldModule,
  { known, isDivision }: Pick<Chapter, 'known' | 'isDivision'>,
) {
  const all = [...module.values()].flat();
  const own = countOf(module);
  const solved = all.filter(({ isSolved }) => isSolved);
  const solvedAt = solved.flatMap((run) => (run.solvedAt === null ? [] : [run.solvedAt / 1000]));
  const speed = gammaMean(solvedAt.reduce(addToGamma, emptyGammaSummary));
  const sparsity = betaMean(solved.map((run) => run.sparsityError).reduce(addToBeta, emptyBetaSummary));
  const thresholds = isDivision ? [1e-4, 1e-5].map((epsilon) => belowThreshold(module, primerThreshold(epsilon))) : [];
  const other = known?.counts[name];
  return [
    ...[name, shareOf(own), ...thresholds.map(String)],
    ...[meanText(speed, (value) => value.toFixed(1)), meanText(sparsity, (value) => value.toExponential(1))],
    ...(known === null ? [] : other === undefined ? ['–', '–'] : [shareOf(other), differenceText(own, other)]),
  ];
}

/** A mean with its interval, where it has one. */
function meanText({ mean, interval }: MeanEstimate, text: (value: number) => string): string {
  if (mean === null) return '–';
  return interval === null ? text(mean) : `${text(mean)} [${text(interval.low)}, ${text(interval.high)}]`;
}

function shareOf({ successes, trials }: Count): string {
  return rateText(successes, trials);
}

function differenceText(own: Count, other: Count): string {
  const { difference, interval, pValue } = unpairedDifference(own, other);
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${percent(Math.abs(value))}`;
  const p = pValue < 0.001 ? '< 0.001' : `= ${pValue.toFixed(3)}`;
  return `${signed(difference ?? 0)} [${signed(interval.low)}, ${signed(interval.high)}], p ${p}`;
}
