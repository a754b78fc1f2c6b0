import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { costChapter } from '../report/cost-chapter.js';
import { criterionAnswer } from '../report/criterion-answer.js';
import { engineNote, environmentText } from '../report/environment.js';
import { drawFigure } from '../report/draw-figure.js';
import { figureFormats } from '../report/figure-formats.js';
import { undrawnText, type Figure, type UndrawnFigure } from '../report/figure.js';
import { fontFace, fontWeights } from '../report/font-files.js';
import { gradientChapter } from '../report/gradient-chapter.js';
import { wordsUsed } from '../report/glossary.js';
import { reportMarkdown } from '../report/markdown.js';
import { reportPage, type Report } from '../report/page.js';
import { precisionChapter } from '../report/precision-chapter.js';
import { runFigures } from '../report/report-figures.js';
import { studyChapter } from '../report/study-chapter.js';
import { formatAnswer } from '../report/summary-table.js';
import { readTrajectories } from '../report/trajectories-table.js';
import { showUserText } from '../report/user-text.js';
import { InputError, messageOf, quoted } from '../base/input-error.js';
import { againCommand } from './again-command.js';
import { writeOutput } from './output-file.js';
import { recordedCommand } from './recorded-command.js';
import { citation } from './citation.js';
import { readReportFolder, type ReportFolder } from './report-folder.js';
import { knownWords } from './report-words.js';
import { version } from './version.js';

/** What a report step may be told beside the folder. */
export interface ReportOptions {
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
  const found = await readReportFolder(folder);
  const { figures, runs, ...report } = reportOf(found);
  const draw = async (list: readonly (Figure | UndrawnFigure)[]) => {
    const drawn: ShownFigure[] = [];
    for (const figure of list) drawn.push(await writeFigure(folder, figure));
    return drawn;
  };
  const shown = { figures: await draw(figures), runs: await draw(runs) };
  const written = [...shown.figures, ...shown.runs];
  const undrawn = written.flatMap((figure) => figure.undrawn ?? []).map(undrawnText);
  const page = join(folder, 'report.html');
  writeOutput('DIR', page, reportPage({ ...report, ...shown }, fontWeights.map(fontFace).join('')));
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

/** A report whose figures are not drawn yet. */
type UndrawnReport = Omit<Report, 'figures' | 'runs'> &
  Readonly<Record<'figures' | 'runs', readonly (Figure | UndrawnFigure)[]>>;

/** The report, its figures not drawn yet. */
function reportOf(found: ReportFolder): UndrawnReport {
  const { study, description, environments } = found;
  const chapters = [
    study === null ? null : studyChapter(study, found.comparisons, description),
    gradientChapter(found.checkedGradient, found.stepSizes),
    found.digits === null ? null : precisionChapter(found.digits, found.precisionSummary),
    found.costs === null ? null : costChapter(found.costs),
  ].filter((chapter) => chapter !== null);
  const ofRuns = runFigures(found.trajectories === null ? [] : readTrajectories(found.trajectories));
  const note = engineNote(environments);
  const ran = environments.map((environment) => showUserText(environmentText(environment), 200));
  const texts = chapters.flatMap(({ answer, question, tables, figures }) => [
    ...answer,
    ...question.flat(),
    ...tables.flatMap(({ rows }) => rows.flat()),
    ...figures.map((figure) => figure.title),
  ]);
  return {
    title: description?.title ?? chapters.at(0)?.title ?? 'Report',
    answer: [
      ...(found.criterion === null ? [] : criterionAnswer(found.criterion)),
      ...chapters.flatMap((chapter) => chapter.answer),
    ],
    question: chapters.flatMap((chapter) => chapter.question),
    description: description?.json ?? null,
    words: wordsUsed(knownWords(study?.groups[0].grid.map(([path]) => path) ?? []), texts),
    figures: chapters.flatMap((chapter) => chapter.figures),
    runs: ofRuns.figures,
    notes: [...chapters.flatMap((chapter) => chapter.notes), ...ofRuns.notes],
    tables: chapters.flatMap((chapter) => chapter.tables),
    files: found.copies,
    command: study === null ? recordedCommand(found.command) : againCommand(study, description, found.hasStudyFile),
    environment: [
      [study === null ? 'Tables' : 'Study', ran.length === 0 ? 'not recorded' : ran.join('; ')],
      ...(note === null ? [] : [['Engines', note] as const]),
      ['Report', `Warizan ${version()}`],
    ],
    citation: citation(),
  };
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
    writeOutput('DIR', join(folder, name), content);
    files.push(name);
  }
  if (drawing.svg !== null && 'chart' in figure) return { ...figure, svg: drawing.svg, undrawn, files };
  const reason = undrawn?.reason ?? '';
  return { name: figure.name, title: figure.title, reason, undrawn, files };
}

/** GitHub shows the file that GITHUB_STEP_SUMMARY names on the page of the job. */
function appendToJobSummary(markdown: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, `${markdown}\n`);
  } catch (error) {
    throw new InputError(`GITHUB_STEP_SUMMARY: cannot write ${quoted(file)}: ${messageOf(error)}`);
  }
}
