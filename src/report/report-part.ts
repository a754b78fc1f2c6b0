import type { Cell } from '../study/tables/cell.js';
import type { TableKind } from '../study/tables/table-kind.js';
import type { Chapter } from './chapter.js';
import type { Table } from './csv.js';
import type { StudyFile } from './study-file.js';

/** What takes the rows of a table as they come. */
export interface RowReader<R> {
  row(cells: readonly Cell[]): void;
  /** Null where there was nothing to read. */
  finish(): R | null;
}

/** A folder with tables. What is read of it is read by the tables' columns. */
export interface TableFolder {
  readonly path: string;
  /** What `study.json`, or a journal, says of a study; null where there is neither. */
  readonly description: StudyFile | null;
  /** Whether the description is a study file that can be run again. */
  readonly hasStudyFile: boolean;
  /** Whether plugins, which nobody loads here, may have added to what tables name. */
  readonly hasPlugins: boolean;
  /** A small table whole; null where there is none. @throws InputError when it is not as its columns say */
  table(kind: TableKind): Promise<Table | null>;
  /**
   * What a reader makes of a table; null where there is none, or one without rows.
   * @throws InputError when it is not as its columns say
   */
  rows<R>(kind: TableKind, open: (columns: readonly string[]) => RowReader<R>): Promise<R | null>;
}

/** What reports on tables of one kind. A report is made of what its parts find in a folder. */
export interface ReportPart {
  /** The tables any of which makes a report, as a sentence names them; none where it only adds to others. */
  readonly from: readonly string[];
  /** Its small tables, which a page has to be copied from it. */
  readonly copies: readonly string[];
  /** Null where the folder has nothing of it. */
  read(folder: TableFolder): Promise<Chapter | null>;
}
