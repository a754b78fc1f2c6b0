import { answer } from './answer.js';
import type { Chapter } from './chapter.js';
import { compareGroups, readComparisons } from './comparison.js';
import type { Table } from './csv.js';
import { comparisonFacts, recipeFacts } from './facts.js';
import { defaultTitle, questionOf } from './question.js';
import { studyFigures } from './report-figures.js';
import type { StudyData } from './study-data.js';
import { recipesByName, type StudyFile } from './study-file.js';

/** A study's runs (`trials.csv`), compared as `comparisons.csv` has it, or anew where there is none. */
export function studyChapter(study: StudyData, table: Table | null, description: StudyFile | null): Chapter {
  const comparisons = table === null ? compareGroups(study.groups) : readComparisons(table, study.groups);
  return {
    title: defaultTitle(study),
    answer: answer(study, comparisons),
    question: questionOf(study),
    ...studyFigures(study, recipesByName(description)),
    tables: [recipeFacts(study), comparisonFacts(study, comparisons)].filter((facts) => facts !== null),
  };
}
