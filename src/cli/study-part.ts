import { endingsFigures } from '../experiments/training/report/endings-figure.js';
import { endsReader, type EndsReader, type StudyEnds } from '../experiments/training/report/run-ends.js';
import { recipesByName } from '../experiments/training/report/study-recipes.js';
import { trainingTerms } from '../experiments/training/report/terms.js';
import { emptyChapter, type Chapter } from '../report/chapter.js';
import { criterionAnswer } from '../report/criterion-answer.js';
import type { Table } from '../report/csv.js';
import type { ReportPart, TableFolder } from '../report/report-part.js';
import { studyChapter } from '../report/study-chapter.js';
import { studyReader, type StudyData, type StudyReader } from '../report/study-data.js';
import { declaredIn } from './defined-part.js';
import { againCommand } from './again-command.js';
import { readTrials } from './read-trials.js';

/** The tables of a study of training. */
export const studyPart: ReportPart = {
  from: ['trials.csv with rows'],
  copies: ['criterion.csv', 'summary.csv', 'comparisons.csv', 'endings.csv'],
  async read(folder) {
    if (declaredIn(folder.path) !== null) return null;
    const tables = await readStudyTables(folder.path);
    const verdict =
      tables.criterion === null
        ? []
        : criterionAnswer(tables.criterion, trainingTerms.identity[0], trainingTerms.success);
    const chapter = tables.found === null ? emptyChapter : chapterOf(tables.found, tables.comparisons, folder);
    return { ...chapter, answer: [...verdict, ...chapter.answer] };
  },
};

/** What the rows of `trials.csv` come to. */
export interface FoundStudy {
  readonly study: StudyData;
  readonly ends: StudyEnds;
}

/** The tables of a study's folder. */
export interface StudyTables {
  /** Null where there is no `trials.csv`, or one without rows. */
  readonly found: FoundStudy | null;
  readonly comparisons: Table | null;
  readonly criterion: Table | null;
}

/** Reads the tables of a study. @throws InputError as `readTrials` does */
export async function readStudyTables(path: string): Promise<StudyTables> {
  const readers: { readonly runs: StudyReader; readonly ends: EndsReader }[] = [];
  const { comparisons, criterion } = await readTrials(path, (columns) => {
    const runs = studyReader(columns, trainingTerms);
    const ends = endsReader(columns);
    readers.push({ runs, ends });
    return (row) => ends.row(row, runs.row(row));
  });
  const reader = readers.at(0);
  const study = reader?.runs.finish() ?? null;
  const found = reader === undefined || study === null ? null : { study, ends: reader.ends.finish() };
  return { found, comparisons, criterion };
}

function chapterOf(
  { study, ends }: FoundStudy,
  comparisons: Table | null,
  { description, hasStudyFile }: TableFolder,
): Chapter {
  return {
    ...studyChapter(study, {
      comparisons,
      fieldsOf: recipesByName(description),
      more: endingsFigures(study, ends),
    }),
    study: {
      command: againCommand(study, description, hasStudyFile),
      varied: study.groups[0].grid.map(([path]) => path),
    },
  };
}
