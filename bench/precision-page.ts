/**
 * Writes the page on precision, docs/precision.md, and its figures, docs/precision-digits.{svg,png} and
 * docs/precision-cost.{svg,png}: what precision costs, from the suites of `warizan bench`, and what float64
 * gets wrong, from the comparison of `warizan precision`.
 *
 *     npm run precision-page
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { measure } from '../src/cli/bench/measure.js';
import { librarySums, ratiosOf } from '../src/cli/bench/library-sums.js';
import { suites } from '../src/cli/bench/suites.js';
import { thisMachine } from '../src/cli/bench/machine.js';
import { machineText, ratioText, timeText, type Measurement } from '../src/cli/bench/report/bench-table.js';
import { costFigure } from '../src/cli/bench/report/cost-figure.js';
import { digitsReader } from '../src/experiments/precision/report/digits-data.js';
import { digitsFigure } from '../src/experiments/precision/report/digits-figure.js';
import { captionWidth, withCaption, type Figure } from '../src/report/figure.js';
import { precisionFacts } from '../src/experiments/precision/report/precision-facts.js';
import { renderPng, renderSvg } from '../src/report/render.js';
import {
  compareSeed,
  losses,
  type PrecisionStudy,
  type SeedComparison,
} from '../src/experiments/precision/compare-precision.js';
import {
  precisionColumns,
  precisionRows,
  precisionSummaryColumns,
  precisionSummaryRows,
} from '../src/experiments/precision/precision-rows.js';
import type { Cell } from '../src/study/tables/cell.js';
import { recipeNamed } from '../src/training/read-recipe.js';

const millisecondsPerTask = Number(process.argv[2] ?? 500);
const study: PrecisionStudy = {
  recipe: { ...recipeNamed('clipped'), steps: 2000 },
  rng: 'xoroshiro128plus',
  seeds: { from: 1, to: 20 },
  compared: [
    { name: 'float64', digits: null },
    { name: 'mpfr', digits: 34 },
  ],
  reference: { name: 'mpfr', digits: 50 },
};

const folder = 'docs';
mkdirSync(folder, { recursive: true });
const machine = machineText(thisMachine());

const measured: Measurement[] = [];
for (const suite of suites) measured.push(...(await measure(suite, millisecondsPerTask, () => undefined)));
await writeFigure('precision-cost', costFigure(measured, machine));

const comparisons: SeedComparison[] = [];
for (let seed = study.seeds.from; seed <= study.seeds.to; seed++) comparisons.push(await compareSeed(study, seed));
await writeFigure('precision-digits', agreementFigure());

const text = [costSection(), agreementSection()].join('\n');
writeFileSync(
  `${folder}/precision.md`,
  `# Precision\n\n<!-- Written by \`npm run precision-page\`; edit bench/precision-page.ts. -->\n\n${text}`,
);
console.log(text);

function agreementFigure(): Figure | null {
  const reader = digitsReader(precisionColumns);
  for (const row of rowsOf(precisionColumns, precisionRows)) reader.row(row);
  const data = reader.finish();
  const summary = { columns: precisionSummaryColumns, rows: rowsOf(precisionSummaryColumns, precisionSummaryRows) };
  return data === null ? null : digitsFigure(data, precisionFacts(summary));
}

function rowsOf(columns: readonly string[], rows: typeof precisionRows): Cell[][] {
  return comparisons
    .flatMap((comparison) => rows(study, comparison))
    .map((row) => columns.map((column) => row.get(column) ?? null));
}

async function writeFigure(name: string, figure: Figure | null): Promise<void> {
  if (figure === null) throw new Error(`${name}: there is nothing to draw`);
  const svg = await renderSvg(withCaption(figure, captionWidth));
  writeFileSync(`${folder}/${name}.svg`, svg);
  writeFileSync(`${folder}/${name}.png`, await renderPng(svg));
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [heading, ...body] = rows;
  return [line(heading), line(heading.map((_, k) => (k === 0 ? '---' : '---:'))), ...body.map(line)].join('\n');
}

function costSection(): string {
  const shown = suites.filter((suite) => suite !== librarySums);
  const of = (suite: string, task: string) => measured.find((entry) => entry.suite === suite && entry.task === task);
  const tasks = shown[0].tasks.map(({ task }) => task);
  const cell = (entry: Measurement | undefined) =>
    entry === undefined ? '' : `${timeText(entry.median)} (×${ratioText(entry.ratio)})`;
  const sums = ratiosOf(measured.filter(({ suite }) => suite === librarySums.name));
  return `## What precision costs

Median time, and its ratio to float64 on the same generic core, on ${machine} (\`warizan bench\` prints this for your machine, with the spread):

${table([['', ...shown.map(({ name }) => name.replace('-', ' '))], ...tasks.map((task) => [task, ...shown.map(({ name }) => cell(of(name, task)))])])}

At 50 digits a training step on mpfr is ${sums.decimalOverMpfr.toFixed(0)} times as fast as on decimal. Against the library calls a step cannot avoid, made again with
the operands of a real run, decimal takes ${sums.decimalOverSum.toFixed(2)} times their sum, and mpfr ${sums.mpfrOverLibrarySum.toFixed(2)} times (${sums.mpfrOverTabledSum.toFixed(2)} where the sum, too, has our tabled
logarithm in place of \`mpfr_log\`).

![Cost against digits](precision-cost.png)
`;
}

function agreementSection(): string {
  const rows = study.compared.map((choice, index) => {
    const sides = comparisons.map(({ backends }) => backends[index]);
    const median = (steps: readonly number[]) => [...steps].sort((a, b) => a - b)[steps.length >> 1];
    return [
      choice.digits === null ? choice.name : `${choice.name}, ${choice.digits} digits`,
      ...losses.map((loss) => {
        const steps = sides.flatMap(({ lostAt }) => lostAt.get(loss) ?? []);
        return steps.length === 0 ? '0' : `${steps.length} (step ${median(steps)})`;
      }),
      String(sides.filter(({ verdict }) => verdict === 'amplifies').length),
      String(sides.filter(({ verdict }) => verdict === 'bursts').length),
      String(sides.filter(({ verdict }) => verdict === 'adds-up').length),
      String(sides.filter(({ outcomeAgrees }) => !outcomeAgrees).length),
    ];
  });
  return `## What float64 gets wrong

\`warizan precision --recipe clipped --seeds 1..20 --steps 2000 --precision 34,50 --out DIR\`: the same samples on every backend, compared with mpfr at 50
digits. How many of 20 runs lose 1, 4, 8 or all digits of a weight (and the median step at which they do), in how many rounding errors grow exponentially, in
bursts, or only add up, and how many end with another outcome:

${table([['', ...losses.map((loss) => (loss === 'all' ? 'all' : `${loss} lost`)), 'amplify', 'bursts', 'add up', 'other outcome'], ...rows])}

“Add up” means that the difference never exceeded ten times the sum of the single steps' own rounding errors, each measured by doing that step on the reference from
the same weights; were no step to enlarge what it is given, it could not exceed it once.

![Digits agreed against step](precision-digits.png)
`;
}
