import type { ReportPart } from '../../report/report-part.js';
import { gradcheckStepsTable, gradcheckTable } from './gradcheck-columns.js';
import { gradientChapter } from './gradient-chapter.js';
import { gradientReader } from './gradient-data.js';

/** The tables of a checked gradient. */
export const gradcheckPart: ReportPart = {
  from: ['gradcheck.csv', 'gradcheck-steps.csv'],
  copies: ['gradcheck-steps.csv'],
  async read(folder) {
    const checked = await folder.rows(gradcheckTable, gradientReader);
    const steps = await folder.table(gradcheckStepsTable);
    return gradientChapter(checked, steps);
  },
};
