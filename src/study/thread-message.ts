import type { BatchReport, TrialReport } from './executor.js';
import { isSameKind, type Trial } from './trial.js';

/** What a thread is sent: trials that differ in their seeds alone take a fifth of the time to hand over. */
export type SentTrials =
  { readonly of: Omit<Trial, 'seed'>; readonly seeds: readonly number[] } | { readonly trials: readonly Trial[] };

/** Trials as they are sent. */
export function packTrials(trials: readonly Trial[]): SentTrials {
  const first = trials.at(0);
  if (first === undefined) return { trials };
  if (!trials.every((trial) => isSameKind(trial, first))) return { trials };
  const { experiment, version, setting, rng } = first;
  return { of: { experiment, version, setting, rng }, seeds: trials.map(({ seed }) => seed) };
}

/** The inverse. */
export function unpackTrials(sent: SentTrials): readonly Trial[] {
  if ('trials' in sent) return sent.trials;
  const { of, seeds } = sent;
  return seeds.map((seed) => ({ ...of, seed }));
}

/** What a thread sends back: rows without series as one text, a line each. */
export type SentReport =
  { readonly ids: string; readonly rows: string; readonly milliseconds: number } | { readonly report: BatchReport };

const idLength = 64;

/** A report as it is sent. */
export function packReport(report: BatchReport): SentReport {
  const rows: string[] = [];
  let ids = '';
  for (const { id, row, failure, ...rest } of report.reports) {
    const isPlain = failure === null && !('series' in rest) && id.length === idLength && !row.includes('\n');
    if (!isPlain) return { report };
    ids += id;
    rows.push(row);
  }
  return rows.length === 0 ? { report } : { ids, rows: rows.join('\n'), milliseconds: report.milliseconds };
}

/** The inverse. */
export function unpackReport(sent: SentReport): BatchReport {
  if ('report' in sent) return sent.report;
  const { ids, rows, milliseconds } = sent;
  const reports = rows.split('\n').map((row, k): TrialReport => {
    return { id: ids.slice(k * idLength, (k + 1) * idLength), row, failure: null };
  });
  return { reports, milliseconds };
}
