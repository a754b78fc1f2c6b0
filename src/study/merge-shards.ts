import { InputError, quoted } from '../base/input-error.js';
import { settingName } from './comparison-plan.js';
import { trialAt, trialCount, type StudyDescription } from './description.js';
import { differences } from './differences.js';
import type { FoundTrials } from './journal/read-journal.js';
import type { ReadEntry } from './journal/line.js';

/** A shard of a study, and the folder that it was found in. */
export interface FoundShard {
  readonly folder: string;
  readonly trials: FoundTrials;
}

/**
 * The trials of all shards of a study, in the study's order.
 * @throws InputError where shards were run with different code, a trial is in two of them or in none
 */
export function mergeShards(study: StudyDescription, shards: readonly FoundShard[]): readonly ReadEntry[] {
  const [first, ...others] = shards;
  for (const { folder, trials } of others) {
    if (differences(trials.code, first.trials.code).length === 0) continue;
    const files = [...new Set([...trials.code, ...first.trials.code].map(({ file }) => quoted(file)))].join(', ');
    throw new InputError(`DIR: ${quoted(folder)} was run with other code of ${files} than ${quoted(first.folder)}`);
  }
  const holders = new Map<number, FoundShard>();
  for (const shard of shards) {
    for (const index of shard.trials.entries.keys()) {
      const before = holders.get(index);
      if (before !== undefined) throw doubled(study, index, before, shard);
      holders.set(index, shard);
    }
  }
  return Array.from({ length: trialCount(study) }, (_, index) => {
    const entry = holders.get(index)?.trials.entries.get(index);
    if (entry === undefined) throw missing(study, index, holders.size);
    return entry;
  });
}

function doubled(study: StudyDescription, index: number, one: FoundShard, other: FoundShard): InputError {
  return new InputError(`DIR: ${trialText(study, index)} is in ${quoted(one.folder)} and in ${quoted(other.folder)}`);
}

function missing(study: StudyDescription, index: number, found: number): InputError {
  const total = trialCount(study);
  return new InputError(
    `DIR: ${total - found} of ${total} runs are in none of these folders; the first is ${trialText(study, index)}: name all shards, or run them to their ends`,
  );
}

/** `seed 3 of "clipped"` */
function trialText(study: StudyDescription, index: number): string {
  const { setting, seed } = trialAt(study, index);
  return `seed ${seed} of ${quoted(settingName(study.experiment, { setting, grid: {} }))}`;
}
