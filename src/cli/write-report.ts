import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter, RunFigures } from '../report/chapter.js';
import { engineNote, environmentText, type Environment } from '../report/environment.js';
import { drawFigure } from '../report/draw-figure.js';
import { figureFormats } from '../report/figure-formats.js';
import { undrawnText, type Figure, type UndrawnFigure } from '../report/figure.js';
import { fontFace, fontWeights } from '../report/font-files.js';
import { wordsUsed } from '../report/glossary.js';
import { reportMarkdown } from '../report/markdown.js';
import { reportPage, type Report } from '../report/page.js';
import { formatAnswer } from '../report/summary-table.js';
import { showUserText } from '../report/user-text.js';
import { messageOf, quoted } from '../base/input-error.js';
import type { ReachOptions } from '../study/reach.js';
import { writeOutput, writeResult } from './output-file.js';
import { recordedCommand } from './recorded-command.js';
import { citation } from './citation.js';
import { readReportFolder, type ReportFolder } from './report-folder.js';
import { knownWords } from './report-words.js';
import { couldNotDeliver } from './streams.js';
import { version } from './version.js';

/** What a report step may be told beside the folder. */
export interface ReportOptions extends ReachOptions {
  /** A file for the Markdown summary. */
  readonly markdown?: string;
  /** Columns of the terminal; 80 where not given. */
  readonly width?: number;
}

/** What a report step did. */
export interface WrittenReport {
  /** `report.html` with its folder. */
  readonly page: string;
  /** The names of all files written into the folder. */
  readonly files: readonly string[];
  /** The answer in sentences, for the terminal. */
  readonly answer: string;
  /** What could not be drawn, in a sentence each. */
  readonly undrawn: readonly string[];
}

/**
 * Makes the report of a folder from its tables alone: figures as SVG, PNG and PDF, `report.html`, and a
 * Markdown summary where one is asked for or where GITHUB_STEP_SUMMARY names a file. Tables of earlier
 * versions will do: columns are found by name, and what is missing is left out. The same files give the same
 * bytes, on every machine and at any time.
 * @throws InputError when there is no table to report on, a table cannot be read, or the report cannot be
 * written
 */
export async function writeReport(folder: string, options: ReportOptions = {}): Promise<WrittenReport> {
  const found = await readReportFolder(folder, options);
  const { figures, runs, ...report } = reportOf(found);
  const draw = async (list: readonly (Figure | UndrawnFigure)[]) => {
    const drawn: ShownFigure[] = [];
    for (const figure of list) drawn.push(await writeFigure(folder, figure));
    return drawn;
  };
  const shown: DrawnRuns = { figures: await draw(figures), runs: [] };
  for (const run of runs) shown.runs.push({ heading: run.heading, figures: await draw(run.figures) });
  const written = [...shown.figures, ...shown.runs.flatMap((run) => run.figures)];
  const undrawn = written.flatMap((figure) => figure.undrawn ?? []).map(undrawnText);
  const page = join(folder, 'report.html');
  writeResult('DIR', page, reportPage({ ...report, ...shown }, fontWeights.map(fontFace).join('')));
  const markdown = reportMarkdown(report);
  if (options.markdown !== undefined) writeOutput('--markdown', options.markdown, markdown);
  appendToJobSummary(markdown);
  return {
    page,
    files: ['report.html', ...written.flatMap(({ files }) => files)],
    undrawn,
    answer: formatAnswer(report.answer, options.width),
  };
}

/** The figures of a report as they are drawn. */
interface DrawnRuns {
  readonly figures: readonly ShownFigure[];
  readonly runs: { readonly heading: string; readonly figures: readonly ShownFigure[] }[];
}

/** A report whose figures are not drawn yet. */
type UndrawnReport = Omit<Report, 'figures' | 'runs'> & {
  readonly figures: readonly (Figure | UndrawnFigure)[];
  readonly runs: readonly RunFigures[];
};

/** The report, its figures not drawn yet. */
function reportOf({ chapters, description, environments, copies, command: recorded }: ReportFolder): UndrawnReport {
  const study = chapters.find((chapter) => chapter.study !== undefined)?.study ?? null;
  const command = study === null ? recordedCommand(recorded) : study.command;
  const runs = chapters.flatMap((chapter) => chapter.runs ?? []);
  return {
    title: description?.title ?? chapters.find(({ title }) => title !== '')?.title ?? 'Report',
    answer: chapters.flatMap((chapter) => chapter.answer),
    question: chapters.flatMap((chapter) => chapter.question),
    description: description?.json ?? null,
    words: wordsUsed(
      [...chapters.flatMap(({ words = [] }) => words), ...knownWords(study?.varied ?? [])],
      chapters.flatMap(textsOf),
    ),
    figures: chapters.flatMap((chapter) => chapter.figures),
    runs,
    notes: [...chapters, ...runs].flatMap(({ notes }) => notes),
    tables: chapters.flatMap((chapter) => chapter.tables),
    files: copies,
    command,
    beside: command === null ? [] : besideFiles.filter((name) => command.includes(name)),
    environment: environmentOf(environments, study === null ? 'Tables' : 'Study'),
    citation: citation(),
  };
}

/** Files that a command may take from the folder. */
const besideFiles = ['study.json', 'recipe.json'];

/** The texts whose words a page explains. */
function textsOf({ answer, question, tables, figures }: Chapter): readonly string[] {
  return [
    ...answer,
    ...question.flat(),
    ...tables.flatMap(({ rows }) => rows.flat()),
    ...figures.map((figure) => figure.title),
  ];
}

/** Where the tables were made, and what draws the page. @param what they are of */
function environmentOf(environments: readonly Environment[], what: string): Report['environment'] {
  const note = engineNote(environments);
  const ran = environments.map((environment) => showUserText(environmentText(environment), 200));
  return [
    [what, ran.length === 0 ? 'not recorded' : ran.join('; ')],
    ...(note === null ? [] : [['Engines', note] as const]),
    ['Report', `Warizan ${version()}`],
  ];
}

/** A figure for the page, and what was written of it. */
type ShownFigure = Report['figures'][number] & {
  readonly undrawn: UndrawnFigure | null;
  readonly files: readonly string[];
};

/** Draws a figure for the page, and writes it with its caption in every format. */
async function writeFigure(folder: string, figure: Figure | UndrawnFigure): Promise<ShownFigure> {
  const drawing = await drawFigure(figure);
  const files: string[] = [];
  let { undrawn } = drawing;
  for (const format of figureFormats) {
    const { content, undrawn: failed } = await drawing.file(format);
    undrawn ??= failed;
    if (content === null) continue;
    const name = `${figure.name}${format.extension}`;
    writeResult('DIR', join(folder, name), content);
    files.push(name);
  }
  if (drawing.svg !== null && 'chart' in figure) return { ...figure, svg: drawing.svg, undrawn, files };
  const reason = undrawn?.reason ?? '';
  return { name: figure.name, title: figure.title, reason, undrawn, files };
}

/**
 * GitHub shows the file that GITHUB_STEP_SUMMARY names on the page of the job. Where it takes nothing, results
 * are told all the same.
 */
function appendToJobSummary(markdown: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, `${markdown}\n`);
  } catch (error) {
    couldNotDeliver(`GITHUB_STEP_SUMMARY: cannot write ${quoted(file)}: ${messageOf(error)}`);
  }
}
