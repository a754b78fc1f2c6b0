import { crc32 } from 'node:zlib';
import { trialAt, type StudyDescription } from '../description.js';
import { failed } from '../experiment.js';
import { rowOf, seriesOf, type SeriesRows } from '../row-text.js';
import { seedAt, seedCount, seedPlace } from '../seeds.js';
import type { TrialRow } from '../tables/cell.js';
import { rowColumns } from '../tables/trial-table.js';
import { trialIdentity } from '../trial-identity.js';

/** A finished trial on its way to the journal. */
export interface JournalEntry {
  readonly index: number;
  /** The trial's identity. */
  readonly id: string;
  /** Its row as `encodeRow` writes it. */
  readonly row: string;
  /** Its series as `encodeSeries` writes them; null where its experiment keeps none. */
  readonly series: string | null;
}

/** A trial of a study, read from a line. */
export interface ReadEntry {
  /** Its place in the study as it is now. */
  readonly index: number;
  readonly row: TrialRow;
  readonly series: SeriesRows;
}

/** Writes and reads the lines of a study's trials. */
export interface JournalLines {
  /**
   * The line of a trial, with its end:
   *
   *     ["CRC-32 of the rest of the line", setup, seed, "identity", row, series]
   *
   * The setup's place and the seed say where to look; the identity says whose row it is, wherever the trial
   * stands in a study that has grown.
   */
  write(entry: JournalEntry): string;
  /** A whole line of a trial of this study; null for anything else. */
  read(text: string): ReadEntry | null;
  /** The same of a line that this process has written or read: whose it is has been seen then. */
  readAgain(text: string): ReadEntry | null;
}

export function journalLines(study: StudyDescription): JournalLines {
  const { experiment, setups, seeds } = study;
  const perSetup = seedCount(seeds);
  const columns = setups.map(({ setting }) => rowColumns(experiment, setting));
  const placed = (text: string): (WholeLine & { readonly index: number }) | null => {
    const found = wholeLine(text);
    if (found === null || !(found.setup < setups.length)) return null;
    const place = seedPlace(seeds, found.seed);
    return place === null ? null : { ...found, index: found.setup * perSetup + place };
  };
  const entryOf = (found: WholeLine & { readonly index: number }): ReadEntry | null => {
    try {
      const row = rowOf(found.row, columns[found.setup]);
      const hasSeries = experiment.series !== undefined && row.get('outcome') !== failed.name;
      return { index: found.index, row, series: hasSeries ? seriesOf(found.series, experiment.series) : {} };
    } catch {
      return null;
    }
  };
  return {
    write({ index, id, row, series }) {
      const setup = Math.floor(index / perSetup);
      const seed = seedAt(seeds, index % perSetup);
      const rest = `${setup},${seed},"${id}",${row}${series === null ? '' : `,${series}`}]`;
      return `["${checksum(rest)}",${rest}\n`;
    },
    read(text) {
      const found = placed(text);
      return found !== null && trialIdentity(trialAt(study, found.index)) === found.id ? entryOf(found) : null;
    },
    readAgain(text) {
      const found = placed(text);
      return found === null ? null : entryOf(found);
    },
  };
}

/** The parts of a line. */
interface WholeLine {
  readonly setup: number;
  readonly seed: number;
  readonly id: string;
  readonly row: unknown;
  readonly series: unknown;
}

/** The parts of a line that is whole and says so itself; null for anything else. */
function wholeLine(text: string): WholeLine | null {
  const match = /^\["([0-9a-f]{8})",(\d+,\d+,"[0-9a-f]{64}",\[.*\])$/s.exec(text);
  if (match === null) return null;
  const [, sum, rest] = match;
  if (checksum(rest) !== sum) return null;
  try {
    const parts: unknown = JSON.parse(`[${rest}`);
    if (!Array.isArray(parts) || parts.length > 5) return null;
    const items: readonly unknown[] = parts;
    const [setup, seed, id, row, series] = items;
    if (typeof setup !== 'number' || typeof seed !== 'number' || typeof id !== 'string') return null;
    return { setup, seed, id, row, series };
  } catch {
    return null;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
