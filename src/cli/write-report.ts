import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { costChapter } from '../report/cost-chapter.js';
import { criterionAnswer } from '../report/criterion-answer.js';
import { engineNote, environmentText } from '../report/environment.js';
import { captionWidth, withCaption, type Figure } from '../report/figure.js';
import { gradientChapter } from '../report/gradient-chapter.js';
import { reportMarkdown } from '../report/markdown.js';
import { fontFaces } from '../report/page-fonts.js';
import { reportPage, type DrawnFigure, type Report } from '../report/page.js';
import { precisionChapter } from '../report/precision-chapter.js';
import { renderPng, renderSvg } from '../report/render.js';
import { runFigures } from '../report/report-figures.js';
import { studyChapter } from '../report/study-chapter.js';
import { formatAnswer } from '../report/summary-table.js';
import { readTrajectories } from '../report/trajectories-table.js';
import { showUserText } from '../report/user-text.js';
import { InputError, messageOf, quoted } from '../base/input-error.js';
import { againCommand } from './again-command.js';
import { writeOutput } from './output-file.js';
import { recordedCommand } from './recorded-command.js';
import { readReportFolder, type ReportFolder } from './report-folder.js';
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
  /** The answer in sentences, for a terminal of 80 columns. */
  readonly answer: string;
}

/**
 * Makes the report of a folder from its tables alone: figures as SVG and PNG, `report.html`, and a Markdown summary where one is asked for
 * or where GITHUB_STEP_SUMMARY names a file. Tables of earlier versions will do: columns are found by name, and what is missing is left out.
 * The same files give the same bytes, on every machine and at any time.
 * @throws InputError when there is no table to report on, a table cannot be read, or the report cannot be written
 */
export async function writeReport(folder: string, options: ReportOptions = {}): Promise<WrittenReport> {
  const found = await readReportFolder(folder);
  const { figures, ...report } = reportOf(found);
  const drawn: DrawnFigure[] = [];
  for (const figure of figures) drawn.push(await drawFigure(folder, figure));
  const page = join(folder, 'report.html');
  writeOutput('DIR', page, reportPage({ ...report, figures: drawn }, fontFaces()));
  const markdown = reportMarkdown(report);
  if (options.markdown !== undefined) writeOutput('--markdown', options.markdown, markdown);
  appendToJobSummary(markdown);
  return {
    page,
    files: ['report.html', ...drawn.flatMap(({ name }) => [`${name}.svg`, `${name}.png`])],
    answer: formatAnswer(report.answer),
  };
}

/** The report, its figures not drawn yet. */
function reportOf(found: ReportFolder): Omit<Report, 'figures'> & { readonly figures: readonly Figure[] } {
  const { study, description, environments } = found;
  const chapters = [
    study === null ? null : studyChapter(study, found.comparisons),
    gradientChapter(found.checkedGradient, found.stepSizes),
    found.digits === null ? null : precisionChapter(found.digits, found.precisionSummary),
    found.costs === null ? null : costChapter(found.costs),
  ].filter((chapter) => chapter !== null);
  const ofRuns = runFigures(found.trajectories === null ? [] : readTrajectories(found.trajectories));
  const note = engineNote(environments);
  const ran = environments.map((environment) => showUserText(environmentText(environment), 200));
  return {
    title: description?.title ?? chapters.at(0)?.title ?? 'Report',
    answer: [
      ...(found.criterion === null ? [] : criterionAnswer(found.criterion)),
      ...chapters.flatMap((chapter) => chapter.answer),
    ],
    question: chapters.flatMap((chapter) => chapter.question),
    description: description?.json ?? null,
    figures: [...chapters.flatMap((chapter) => chapter.figures), ...ofRuns.figures],
    notes: [...chapters.flatMap((chapter) => chapter.notes), ...ofRuns.notes],
    tables: chapters.flatMap((chapter) => chapter.tables),
    files: found.copies,
    command: study === null ? recordedCommand(found.command) : againCommand(study, description, found.hasStudyFile),
    environment: [
      [study === null ? 'Tables' : 'Study', ran.length === 0 ? 'not recorded' : ran.join('; ')],
      ...(note === null ? [] : [['Engines', note] as const]),
      ['Report', `Warizan ${version()}`],
    ],
  };
}

/** Draws a figure for the page, and writes it with its caption as SVG and PNG. */
async function drawFigure(folder: string, figure: Figure): Promise<DrawnFigure> {
  const alone = await renderSvg(withCaption(figure, captionWidth));
  writeOutput('DIR', join(folder, `${figure.name}.svg`), alone);
  writeOutput('DIR', join(folder, `${figure.name}.png`), renderPng(alone));
  return { ...figure, svg: await renderSvg(figure.chart) };
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
