import { hostname } from 'node:os';
import { z } from 'zod';
import { parsedJson } from '../base/parsed-json.js';

/** A worker as it says of itself. */
export interface WorkerEntry {
  /** `host:pid`. */
  readonly name: string;
  /** Batches that it can work on at once. */
  readonly slots: number;
  /** Counts while it lives. */
  readonly beat: number;
  /** Why it cannot take part; null where it does. */
  readonly why: string | null;
}

const entrySchema = z.strictObject({
  name: z.string().max(300),
  slots: z.int().min(0).max(10_000),
  beat: z.int().min(0),
  why: z.string().max(1000).nullable(),
});

/** What this process is called. */
export function nameOfThisWorker(): string {
  return `${hostname()}:${process.pid}`;
}

/** Reads what a worker has said; null where it is nothing a worker says. */
export function readWorkerEntry(text: string): WorkerEntry | null {
  const read = entrySchema.safeParse(parsedJson(text));
  return read.success ? read.data : null;
}

/** Text that somebody else wrote, for a line on a terminal. */
export function asLine(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
