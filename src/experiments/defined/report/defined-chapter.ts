import type { Chapter } from '../../../report/chapter.js';
import type { Table } from '../../../report/csv.js';
import type { FactTable } from '../../../report/facts.js';
import type { ReportFigures } from '../../../report/report-figures.js';
import type { RowReader } from '../../../report/report-part.js';
import { studyChapter } from '../../../report/study-chapter.js';
import { studyReader, type StudyData } from '../../../report/study-data.js';
import { isJsonObject, type JsonObject } from '../../../base/json-object.js';
import { settingText } from '../../../study/setting-text.js';
import type { DeclaredExperiment } from '../experiment-file.js';
import { curveFigures } from './curves-figure.js';
import { improvementFacts } from './improvement-facts.js';
import { metricFacts } from './metric-facts.js';
import { runsFacts } from './runs-facts.js';
import { survivalFigure } from './survival-figure.js';
import { declaredTerms } from './terms.js';
import { logRankFacts, timesFacts } from './times-facts.js';

/** The tables of a study of an experiment of a user's; null for what is not there. */
export interface DefinedTables {
  readonly study: StudyData;
  readonly summary: Table | null;
  readonly comparisons: Table | null;
  readonly runs: Table | null;
  readonly curves: Table | null;
  readonly metrics: Table | null;
  readonly times: Table | null;
  readonly logRank: Table | null;
  readonly timeCurves: Table | null;
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
  tables: DefinedTables,
  settings: readonly unknown[],
): Chapter {
  const { study, summary, comparisons, runs } = tables;
  const fieldsOf = new Map<string, JsonObject>(
    settings.flatMap((setting): [string, JsonObject][] =>
      isJsonObject(setting) ? [[settingText(setting, declared.name), setting]] : [],
    ),
  );
  const chapter = studyChapter(study, { comparisons, fieldsOf, more: figuresOf(declared, tables) });
  const looked = runs === null ? null : runsFacts(runs, study.groups);
  return {
    ...chapter,
    title: `How often ${declared.name} succeeds`,
    words: [...declared.outcomes, ...declared.columns].map(({ name, says }) => ({ term: name, says })),
    tables: [
      ...chapter.tables,
      ...(summary === null ? [] : metricFacts(declared, summary, study.groups)),
      ...comparedFacts(declared, tables),
      ...(looked === null ? [] : [looked]),
    ],
  };
}

function figuresOf(declared: DeclaredExperiment, { study, curves, timeCurves }: DefinedTables): ReportFigures {
  const isTimed = declared.timeToSuccess !== undefined && timeCurves !== null;
  const survival = isTimed ? survivalFigure(declared, timeCurves, study) : null;
  const series = curves === null ? [] : curveFigures(declared, curves, study);
  return {
    figures: [...(survival === null ? [] : [survival]), ...series],
    notes: isTimed && survival === null ? ['No run went beyond time 0, so there is no time to success to show.'] : [],
  };
}

/** How measured columns differ between settings, and when runs succeed. */
function comparedFacts(
  declared: DeclaredExperiment,
  { study: { groups }, metrics, times, logRank }: DefinedTables,
): readonly FactTable[] {
  const isTimed = declared.timeToSuccess !== undefined;
  return [
    metrics === null ? null : improvementFacts(metrics, groups),
    times === null || !isTimed ? null : timesFacts(declared, times, groups),
    logRank === null || !isTimed ? null : logRankFacts(logRank, groups),
  ].filter((facts) => facts !== null);
}
