import type { JsonObject } from '../base/json-object.js';
import { answer } from './answer.js';
import type { Chapter } from './chapter.js';
import { compareGroups, readComparisons } from './comparison.js';
import type { Table } from './csv.js';
import { comparisonFacts, groupFacts } from './facts.js';
import { defaultTitle, questionOf } from './question.js';
import { studyFigures, type ReportFigures } from './report-figures.js';
import type { StudyData } from './study-data.js';
import { unequalSeeds } from './unequal-seeds.js';

/** What a study's chapter is made of beside its runs. */
export interface BesideRuns {
  /** `comparisons.csv`; null where there is none: then settings are compared anew. */
  readonly comparisons: Table | null;
  /** The fields of settings by name, as far as they are known. */
  readonly fieldsOf: ReadonlyMap<string, JsonObject>;
  /** Figures that the experiment brings. */
  readonly more: ReportFigures;
}

/** A study's runs (`trials.csv`). */
export function studyChapter(study: StudyData, { comparisons: table, fieldsOf, more }: BesideRuns): Chapter {
  const comparisons = table === null ? compareGroups(study.groups) : readComparisons(table, study.groups);
  return {
    title: defaultTitle(study),
    answer: [...answer(study, comparisons), ...unequalSeeds(study.groups)],
    question: questionOf(study),
    ...studyFigures(study, fieldsOf, more),
    tables: [groupFacts(study), comparisonFacts(study, comparisons)].filter((facts) => facts !== null),
  };
}
