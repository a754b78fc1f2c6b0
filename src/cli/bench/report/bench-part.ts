import type { ReportPart } from '../../../report/report-part.js';
import { benchTable } from './bench-columns.js';
import { costChapter } from './cost-chapter.js';

/** The table of measured costs. */
export const benchPart: ReportPart = {
  from: ['bench.csv'],
  copies: ['bench.csv'],
  async read(folder) {
    const costs = await folder.table(benchTable);
    return costs === null ? null : costChapter(costs);
  },
};
