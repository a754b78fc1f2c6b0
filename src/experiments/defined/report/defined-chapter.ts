import type { Chapter } from '../../../report/chapter.js';
import type { Table } from '../../../report/csv.js';
import type { RowReader } from '../../../report/report-part.js';
import { studyChapter } from '../../../report/study-chapter.js';
import { studyReader, type StudyData } from '../../../report/study-data.js';
import { isJsonObject, type JsonObject } from '../../../base/json-object.js';
import { settingText } from '../../../study/setting-text.js';
import type { DeclaredExperiment } from '../experiment-file.js';
import { curveFigures } from './curves-figure.js';
import { metricFacts } from './metric-facts.js';
import { runsFacts } from './runs-facts.js';
import { declaredTerms } from './terms.js';

/** The tables of a study of an experiment of a user's; null for what is not there. */
export interface DefinedTables {
  readonly study: StudyData;
  readonly summary: Table | null;
  readonly comparisons: Table | null;
  readonly runs: Table | null;
  readonly curves: Table | null;
}

/** Reads its `trials.csv`. */
export function definedRows(declared: DeclaredExperiment, columns: readonly string[]): RowReader<StudyData> {
  const reader = studyReader(columns, declaredTerms(declared));
  return { row: (cells) => void reader.row(cells), finish: () => reader.finish() };
}

/**
 * The chapter of a study of an experiment of a user's.
 * @param settings as `study.json` lists them; empty where nothing tells, or where a grid varies them
 */
export function definedChapter(
  declared: DeclaredExperiment,
  { study, summary, comparisons, runs, curves }: DefinedTables,
  settings: readonly unknown[],
): Chapter {
  const fieldsOf = new Map<string, JsonObject>(
    settings.flatMap((setting): [string, JsonObject][] =>
      isJsonObject(setting) ? [[settingText(setting, declared.name), setting]] : [],
    ),
  );
  const figures = curves === null ? [] : curveFigures(declared, curves, study);
  const chapter = studyChapter(study, { comparisons, fieldsOf, more: { figures, notes: [] } });
  const looked = runs === null ? null : runsFacts(runs, study.groups);
  return {
    ...chapter,
    title: `How often ${declared.name} succeeds`,
    words: [...declared.outcomes, ...declared.columns].map(({ name, says }) => ({ term: name, says })),
    tables: [
      ...chapter.tables,
      ...(summary === null ? [] : metricFacts(declared, summary, study.groups)),
      ...(looked === null ? [] : [looked]),
    ],
  };
}
