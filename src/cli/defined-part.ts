import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, quoted } from '../base/input-error.js';
import { isJsonObject } from '../base/json-object.js';
import { experimentFile, readExperimentFile, type DeclaredExperiment } from '../experiments/defined/experiment-file.js';
import { definedChapter, definedRows } from '../experiments/defined/report/defined-chapter.js';
import { declaredTerms } from '../experiments/defined/report/terms.js';
import { declaredTables } from '../experiments/defined/tables.js';
import { emptyChapter } from '../report/chapter.js';
import { criterionAnswer } from '../report/criterion-answer.js';
import type { ReportPart, TableFolder } from '../report/report-part.js';
import { jsonFile } from './json-file.js';
import { npxCommand } from './npx-command.js';

/** More of such a file nobody declares. */
const largestFile = 10_000_000;

/** The tables of a study of an experiment of a user's: what it declares lies beside them. */
export const definedPart: ReportPart = {
  from: [],
  copies: ['runs.csv', 'metrics.csv', 'times.csv', 'log-rank.csv'],
  async read(folder) {
    const declared = declaredIn(folder.path);
    if (declared === null) return null;
    const tables = declaredTables(declared);
    const study = await folder.rows(tables.trials, (columns) => definedRows(declared, columns));
    const criterion = await folder.table(tables.criterion);
    const { identity, success } = declaredTerms(declared);
    const verdict = criterion === null ? [] : criterionAnswer(criterion, identity[0], success);
    if (study === null) return { ...emptyChapter, answer: verdict };
    const chapter = definedChapter(
      declared,
      {
        study,
        summary: await folder.table(tables.summary),
        comparisons: await folder.table(tables.comparisons),
        runs: await folder.table(tables.runs),
        curves: await folder.table(tables.curves),
        metrics: await folder.table(tables.metrics),
        times: await folder.table(tables.times),
        logRank: await folder.table(tables.logRank),
        timeCurves: await folder.table(tables.timeCurves),
      },
      settingsIn(folder),
    );
    return {
      ...chapter,
      answer: [...verdict, ...chapter.answer],
      study: {
        command: folder.hasStudyFile ? npxCommand(['study', 'study.json']) : null,
        varied: study.groups[0].grid.map(([path]) => path),
      },
    };
  },
};

/** What the experiment of a folder declares; null where it is none of a user's. @throws InputError */
export function declaredIn(folder: string): DeclaredExperiment | null {
  const path = join(folder, experimentFile);
  if (!existsSync(path)) return null;
  if (statSync(path).size > largestFile) {
    throw new InputError(`DIR: ${quoted(path)}: is larger than ${largestFile} bytes`);
  }
  return readExperimentFile(jsonFile(path));
}

/** The settings that `study.json` lists, where no grid varies them. */
function settingsIn({ description }: TableFolder): readonly unknown[] {
  const settings = description?.fields.get('settings');
  const grid = description?.fields.get('grid');
  return Array.isArray(settings) && !isJsonObject(grid) ? settings : [];
}
