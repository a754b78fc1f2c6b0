import { InputError, quoted } from '../base/input-error.js';
import type { Journal } from './journal/journal.js';
import { trialCount, type StudyDescription } from './description.js';

/** A part of a study's trials: the k-th of so many. */
export interface Shard {
  /** From 1. */
  readonly k: number;
  readonly of: number;
}

const mostShards = 100_000;

/** Reads `3/10`. @param field what the message calls it @throws InputError */
export function readShard(field: string, text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [k, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || !(k >= 1 && k <= of && of <= mostShards)) {
    throw new InputError(`${field}: ${quoted(text)}: must be K/N with 1 ≤ K ≤ N ≤ ${mostShards}`);
  }
  return { k, of };
}

/** Whether a trial is in a shard: every N-th is, so that shards take about the same time. */
export function isInShard({ k, of }: Shard, index: number): boolean {
  return index % of === k - 1;
}

/** How many trials of a study a shard has. */
export function shardSize({ k, of }: Shard, study: StudyDescription): number {
  return Math.max(0, Math.ceil((trialCount(study) - (k - 1)) / of));
}

/** Whether every trial of a shard is in a journal, which may hold others. */
export function isShardDone({ k, of }: Shard, study: StudyDescription, journal: Pick<Journal, 'isFinished'>): boolean {
  const total = trialCount(study);
  for (let index = k - 1; index < total; index += of) if (!journal.isFinished(index)) return false;
  return true;
}
