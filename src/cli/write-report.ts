import { appendFileSync, existsSync, openSync, closeSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../report/answer.js';
import { compareGroups, readComparisons, type Comparison } from '../report/comparison.js';
import { convergenceFigure } from '../report/convergence-figure.js';
import { endingsFigure } from '../report/endings-figure.js';
import { environmentText, readEnvironments } from '../report/environment.js';
import { comparisonFacts, recipeFacts } from '../report/facts.js';
import { captionWidth, withCaption, type Figure } from '../report/figure.js';
import { reportMarkdown } from '../report/markdown.js';
import { outcomeFigure } from '../report/outcome-figure.js';
import { fontFaces } from '../report/page-fonts.js';
import { reportPage, type DrawnFigure, type Report } from '../report/page.js';
import { renderPng, renderSvg } from '../report/render.js';
import { runFigure } from '../report/run-figure.js';
import { stepSizeFigure } from '../report/step-size-figure.js';
import { studyReader, type StudyData } from '../report/study-data.js';
import { readStudyFile, type StudyFile } from '../report/study-file.js';
import { successFigure } from '../report/success-figure.js';
import { formatAnswer } from '../report/summary-table.js';
import { readTrajectories } from '../report/trajectories-table.js';
import { groupDigits, showUserText } from '../report/user-text.js';
import { InputError, quoted } from '../training/input-error.js';
import { namedRecipes } from '../training/named-recipes.js';
import { writeOutput } from './output-file.js';
import { readTable, streamTable } from './table-file.js';
import { version } from './version.js';

/** What a report step may be told beside the folder. */
export interface ReportOptions {
  /** A file for the Markdown summary. */
  readonly markdown?: string;
}

/** What a report step did. */
export interface WrittenReport {
  /** `report.html` with its folder. */
  readonly page: string;
  /** The names of all files written into the folder. */
  readonly files: readonly string[];
  /** The two sentences of the answer, for a terminal of 80 columns. */
  readonly answer: string;
}

/** Groups that are drawn; tables have all of them. */
const mostDrawn = 24;
/** Runs whose weights are drawn. */
const mostRunFigures = 6;
/** A file larger than this cannot be copied from the page; it lies beside it. */
const largestCopy = 20_000;

/**
 * Makes the report of a folder from its tables alone: figures as SVG and PNG, `report.html`, and a Markdown summary where one is asked for
 * or where GITHUB_STEP_SUMMARY names a file. Tables of earlier versions will do: columns are found by name, and what is missing is left out.
 * The same tables give the same bytes.
 * @throws InputError when there is no table to report on, a table cannot be read, or the report cannot be written
 */
export async function writeReport(folder: string, options: ReportOptions = {}): Promise<WrittenReport> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError(`DIR: ${quoted(folder)}: not a folder`);
  }
  const study = await readStudy(folder);
  const steps = readTable(folder, 'gradcheck-steps.csv');
  const stepSizes = steps === null ? null : stepSizeFigure(steps);
  if (study === null && stepSizes === null) {
    throw new InputError(`DIR: ${quoted(folder)}: no trials.csv with runs, and no gradcheck-steps.csv`);
  }
  const described = readDescription(folder);
  const comparisons = study === null ? [] : comparisonsIn(folder, study);
  const { figures, notes } = figuresOf(folder, study, stepSizes);
  const drawn: DrawnFigure[] = [];
  const files: string[] = [];
  for (const figure of figures) {
    drawn.push({ ...figure, svg: await renderSvg(figure.chart) });
    const alone = await renderSvg(withCaption(figure, captionWidth));
    writeOutput('DIR', join(folder, `${figure.name}.svg`), alone);
    writeOutput('DIR', join(folder, `${figure.name}.png`), renderPng(alone));
    files.push(`${figure.name}.svg`, `${figure.name}.png`);
  }
  const report: Report = {
    title: described?.title ?? defaultTitle(study),
    answer: study === null ? [] : answer(study, comparisons),
    question: study === null ? [] : questionOf(study),
    description: described?.json ?? null,
    figures: drawn,
    notes,
    tables:
      study === null ? [] : [recipeFacts(study), comparisonFacts(study, comparisons)].filter((table) => table !== null),
    files: copies(folder),
    command: commandFor(folder, study),
    environment: environmentOf(folder),
  };
  const page = join(folder, 'report.html');
  writeOutput('DIR', page, reportPage(report, fontFaces()));
  writeMarkdown(reportMarkdown(report), options.markdown);
  return { page, files: ['report.html', ...files], answer: formatAnswer(report.answer) };
}

/** Null where there is no `trials.csv`, or one without rows. */
async function readStudy(folder: string): Promise<StudyData | null> {
  let reader: ReturnType<typeof studyReader> | null = null;
  const found = await streamTable(folder, 'trials.csv', (columns) => {
    const own = studyReader(columns);
    reader = own;
    return (row) => own.row(row);
  });
  const data = found ? finished(reader) : null;
  return data === null || data.trials === 0 ? null : data;
}

function finished(reader: ReturnType<typeof studyReader> | null): StudyData | null {
  return reader === null ? null : reader.finish();
}

function comparisonsIn(folder: string, study: StudyData): readonly Comparison[] {
  const table = readTable(folder, 'comparisons.csv');
  return table === null ? compareGroups(study.groups) : readComparisons(table, study.groups);
}

function figuresOf(
  folder: string,
  study: StudyData | null,
  stepSizes: Figure | null,
): { readonly figures: readonly Figure[]; readonly notes: readonly string[] } {
  const figures: (Figure | null)[] = [];
  const notes: string[] = [];
  if (study !== null) {
    const drawn = { ...study, groups: study.groups.slice(0, mostDrawn) };
    const convergence = convergenceFigure(drawn);
    const endings = endingsFigure(drawn);
    figures.push(successFigure(drawn), outcomeFigure(drawn), convergence, endings);
    if (convergence === null) notes.push('No run converged, so there is no step of convergence to show.');
    if (endings === null)
      notes.push('Where runs end is drawn for networks with two inputs, two hidden units and one output.');
    if (study.groups.length > mostDrawn) {
      notes.push(
        `The first ${mostDrawn} of ${groupDigits(study.groups.length)} recipes are drawn; the tables have all.`,
      );
    }
  }
  figures.push(stepSizes);
  const trajectories = readTable(folder, 'trajectories.csv');
  if (trajectories !== null) figures.push(...readTrajectories(trajectories).slice(0, mostRunFigures).map(runFigure));
  return { figures: figures.filter((figure) => figure !== null), notes };
}

function defaultTitle(study: StudyData | null): string {
  if (study === null) return 'Gradient check';
  const names = [...new Set(study.groups.map(({ recipe }) => showUserText(recipe, 60)))];
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return `How often ${shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]} learn` : `${shown.join('')} learns`}`;
}

function questionOf({ groups, trials, seeds, rngs }: StudyData): (readonly [string, string])[] {
  const distinct = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '').join(', ');
  const terms: (readonly [string, string])[] = [
    ['Recipes', distinct(groups.slice(0, mostDrawn).map(({ recipe }) => showUserText(recipe, 60)))],
    ['Seeds', seeds ?? ''],
    ['Generator', distinct(rngs.map((rng) => showUserText(rng, 40)))],
    [
      'Arithmetic',
      distinct(
        groups.map(({ backend, precision }) => (precision === null ? backend : `${backend}, ${precision} digits`)),
      ),
    ],
    ['Steps a run', distinct(groups.map(({ steps }) => (steps === null ? '' : groupDigits(steps))))],
    ['Runs', groupDigits(trials)],
  ];
  return terms.filter(([, text]) => text !== '');
}

/** The study's own file, or the header of its journal; null where there is neither. */
function readDescription(folder: string): StudyFile | null {
  for (const [name, text] of [
    ['study.json', wholeFile(join(folder, 'study.json'))],
    ['journal.jsonl', firstLine(join(folder, 'journal.jsonl'))],
  ] as const) {
    if (text === null) continue;
    try {
      const value: unknown = JSON.parse(text);
      const found = readStudyFile(value);
      if (found !== null) return found;
    } catch (error) {
      if (name === 'study.json')
        throw new InputError(`${quoted(join(folder, name))}: ${error instanceof Error ? error.message : 'not JSON'}`);
    }
  }
  return null;
}

function wholeFile(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** A journal may be much larger than its header. */
function firstLine(path: string): string | null {
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(1024 * 1024);
    const text = bytes.toString('utf8', 0, readSync(file, bytes));
    const end = text.indexOf('\n');
    return end < 0 ? null : text.slice(0, end);
  } finally {
    closeSync(file);
  }
}

function copies(folder: string): { readonly name: string; readonly text: string }[] {
  return ['summary.csv', 'comparisons.csv', 'endings.csv'].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path) || statSync(path).size > largestCopy) return [];
    return [{ name, text: readFileSync(path, 'utf8') }];
  });
}

/** The command that makes the tables again. */
function commandFor(folder: string, study: StudyData | null): string {
  const program = `npx warizan@${version()}`;
  if (study === null) return `${program} report DIR`;
  const { groups, rngs, seeds } = study;
  const names = [...new Set(groups.map(({ recipe }) => recipe))];
  const [{ backend, precision }] = groups;
  const range = /^([\d,]+)(?:–([\d,]+))?$/.exec(seeds ?? '');
  if (existsSync(join(folder, 'study.json'))) return `${program} study study.json --out DIR`;
  const isPlain =
    range !== null &&
    rngs.length === 1 &&
    names.every((name) => namedRecipes.has(name)) &&
    groups.every((group) => group.backend === backend && group.precision === precision);
  if (!isPlain) return `${program} study study.json --out DIR`;
  const [from, to] = [range[1], range.at(2) ?? range[1]].map((text) => text.replaceAll(',', ''));
  const arithmetic =
    backend === 'float64' || backend === '' ? '' : ` --backend ${backend} --precision ${String(precision)}`;
  return (
    `${program} study ${names.map((name) => `--recipe ${name}`).join(' ')} --seeds ${from}..${to} --rng ${showUserText(rngs[0], 40)}` +
    `${showUserText(arithmetic, 60)} --out DIR`
  );
}

function environmentOf(folder: string): (readonly [string, string])[] {
  const text = wholeFile(join(folder, 'environment.json'));
  let value: unknown = null;
  try {
    value = text === null ? null : JSON.parse(text);
  } catch {
    // A report is possible without it.
  }
  const ran = readEnvironments(value).map((environment) => showUserText(environmentText(environment), 200));
  return [
    ['Study', ran.length === 0 ? 'not recorded' : ran.join('; ')],
    ['Report', `Warizan ${version()}`],
  ];
}

function writeMarkdown(markdown: string, file: string | undefined): void {
  if (file !== undefined) writeOutput('--markdown', file, markdown);
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary === undefined || summary === '') return;
  try {
    appendFileSync(summary, markdown);
  } catch (error) {
    throw new InputError(
      `GITHUB_STEP_SUMMARY: cannot write ${quoted(summary)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
