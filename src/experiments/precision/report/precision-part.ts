import type { ReportPart } from '../../../report/report-part.js';
import { namesOf } from '../../training/tables/setting-columns.js';
import { precisionSummaryTable, precisionTable } from '../tables.js';
import { digitsReader } from './digits-data.js';
import { precisionChapter } from './precision-chapter.js';

/** The tables of a comparison of number systems. */
export const precisionPart: ReportPart = {
  from: ['precision.csv'],
  copies: ['precision-summary.csv'],
  async read(folder) {
    const known = namesOf(folder);
    const digits = await folder.rows(precisionTable(known), digitsReader);
    const summary = await folder.table(precisionSummaryTable(known));
    return digits === null ? null : precisionChapter(digits, summary);
  },
};
