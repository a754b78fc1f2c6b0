import type { StudyDescription } from './description.js';
import type { SeriesRows } from './row-text.js';
import type { StudyStatistics } from './statistics.js';
import type { TrialRow } from './tables/cell.js';

/** Where what a finished trial came to is read. */
export interface RowSource {
  row(index: number): TrialRow;
  series(index: number): SeriesRows;
}

/** A study that has run: what it was, what its rows say, and where they are. */
export interface RanStudy {
  readonly description: StudyDescription;
  readonly statistics: StudyStatistics;
  readonly rows: RowSource;
}
