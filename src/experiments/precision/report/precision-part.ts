import type { ReportPart } from '../../../report/report-part.js';
import { precisionSummaryTable, precisionTable } from '../tables.js';
import { digitsReader } from './digits-data.js';
import { precisionChapter } from './precision-chapter.js';

/** The tables of a comparison of number systems. */
export const precisionPart: ReportPart = {
  from: ['precision.csv'],
  copies: ['precision-summary.csv'],
  async read(folder) {
    const digits = await folder.rows(precisionTable(), digitsReader);
    const summary = await folder.table(precisionSummaryTable());
    return digits === null ? null : precisionChapter(digits, summary);
  },
};
