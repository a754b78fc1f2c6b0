import { join } from 'node:path';
import type { Journal } from '../study/journal/journal.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import type { RanStudy } from '../study/ran-study.js';
import { cutStudy, decisionOf, type Decision } from '../study/run-to-decision.js';
import { seedCount } from '../study/seeds.js';
import { studyStatistics, type StudyStatistics } from '../study/statistics.js';
import type { TrialRow } from '../study/tables/cell.js';
import type { AskedStudy } from './asked-study.js';
import { failedNote } from './failed-note.js';
import { writeResult } from './output-file.js';
import { duration } from './progress.js';
import { criterionJson, criterionTable, requireMet, writeCriterion } from './study-criterion.js';
import { describeResults, resultsJson } from './study-results.js';
import { writeTables } from './study-tables.js';
import { note, say, sayBeside, sayInColour, sayJson, terminalColumns } from './say.js';
import { terminalWidth } from './terminal-width.js';
import { writeReport } from './write-report.js';

/** What watches the rows of a study while they come. */
export interface Watching extends Pick<FinishedTrials, 'decision' | 'live'> {
  readonly observe: (index: number, row: TrialRow) => void;
}

/** Watches for what decides the study's criterion, where it has one, and else gathers its statistics. */
export function watching(description: StudyDescription): Watching {
  const decision = decisionOf(description);
  const live = description.criterion === undefined ? studyStatistics(description) : null;
  return {
    decision,
    live,
    observe(index, row) {
      decision.observe(index, row);
      live?.observe(index, row);
    },
  };
}

/** Writes what a study's folder holds from the beginning. @returns the names of the files */
export function beginFolder(asked: AskedStudy, out: string): readonly string[] {
  writeResult('--out', join(out, 'study.json'), asked.text(out));
  return ['study.json', ...asked.begin(out)];
}

/** What a study that has run leaves behind. */
export interface FinishedTrials {
  readonly journal: Journal;
  readonly decision: Decision;
  /**
   * What the rows say, gathered while they came; null where a criterion may have ended the study: then they
   * are read once more.
   */
  readonly live: StudyStatistics | null;
}

/** Where results go. */
export interface Finish {
  readonly out: string;
  /** The names of files that are there already. */
  readonly begun: readonly string[];
  readonly json: boolean;
  /** When the work began, by `performance.now()`. */
  readonly started: number;
}

/**
 * Writes the tables and the report of a study, and tells what it found.
 * @throws CheckFailed where its criterion was missed or is undecided
 */
export async function finishStudy(asked: AskedStudy, trials: FinishedTrials, finish: Finish): Promise<void> {
  const { out, begun, started } = finish;
  trials.journal.assertInPlace();
  const ran = ranStudy(asked, trials);
  const criterion = criterionTable(asked.description, trials.decision);
  const tables = [...writeTables(out, ran), ...writeCriterion(out, criterion), ...(await asked.addTables(out, ran))];
  const failures = failedNote(ran);
  if (failures !== null) note(failures);
  const report = await writeReport(out, { width: terminalWidth() });
  for (const sentence of report.undrawn) sayBeside(sentence);
  const files = [...tables, ...begun, ...report.files];
  if (finish.json) {
    sayJson({ out, files, ...resultsJson(ran.description, ran.statistics), ...criterionJson(criterion) });
  } else {
    const colour = terminalColumns() !== null && process.env['NO_COLOR'] === undefined;
    sayInColour(describeResults(ran.description, ran.statistics, { colour, width: terminalWidth() }));
    say(`\n${report.answer}\n${files.length} files in ${out}; open ${report.page}\n`);
    sayBeside(duration(performance.now() - started));
  }
  requireMet(criterion);
}

/** The study that was run, up to the seed that decided its criterion, and what its rows say. */
function ranStudy({ description: whole }: AskedStudy, { journal, decision, live }: FinishedTrials): RanStudy {
  if (live !== null) return { description: whole, statistics: live, rows: journal };
  const { description, indexInWhole } = cutStudy(whole, decision.seeds ?? seedCount(whole.seeds));
  const rows = {
    row: (index: number) => journal.row(indexInWhole(index)),
    series: (index: number) => journal.series(indexInWhole(index)),
  };
  const statistics = studyStatistics(description);
  for (let index = 0; index < trialCount(description); index++) statistics.observe(index, rows.row(index));
  return { description, statistics, rows };
}
