import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { InputError, quoted } from '../base/input-error.js';
import { readEnvironments } from '../report/environment.js';
import { openJournal, type Journal } from '../study/journal/journal.js';
import type { ReadEntry } from '../study/journal/line.js';
import { readJournal } from '../study/journal/read-journal.js';
import { mergeShards } from '../study/merge-shards.js';
import { encodeRow, encodeSeries } from '../study/row-text.js';
import { rowColumns } from '../study/tables/trial-table.js';
import { trialAt, type StudyDescription } from '../study/description.js';
import { trialIdentity } from '../study/trial-identity.js';
import { studyOfFile } from './ask-study.js';
import type { AskedStudy } from './asked-study.js';
import { beginFolder, finishStudy, watching } from './finish-study.js';
import { jsonFile } from './json-file.js';
import { writeEnvironment } from './write-environment.js';

interface MergeOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** `warizan merge`: the shards of a study as one. */
export function mergeCommand(): Command {
  return new Command()
    .argument('<dir...>', 'the folders of all shards, in any order')
    .option('--out <dir>', 'a new folder for the study')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan study my-study.yaml --shard 1/2 --out shard-1
  warizan study my-study.yaml --shard 2/2 --out shard-2
  warizan merge shard-1 shard-2 --out study-1

Tables, figures and page are those of a run that was not divided, byte for byte. Folders of other studies, runs that are in
none of the folders and runs that are in two are refused. The shards' folders are only read.`,
    )
    .action(run);
}

async function run(folders: readonly string[], options: MergeOptions): Promise<void> {
  const { out } = options;
  if (out === undefined) throw new InputError('--out: missing: name a folder for the study');
  const started = performance.now();
  const asked = await studyOf(folders[0]);
  const shards = folders.map((folder) => ({ folder, trials: readJournal('DIR', folder, asked.description) }));
  const entries = mergeShards(asked.description, shards);
  const { code } = shards[0].trials;
  const description: StudyDescription = code.length === 0 ? asked.description : { ...asked.description, code };
  const { decision, live, observe } = watching(description);
  const journal = openJournal(out, description, 'new');
  try {
    await keep(description, journal, entries);
    for (const { index, row } of entries) observe(index, row);
    const begun = beginFolder(asked, out);
    for (const folder of folders) for (const here of environmentsIn(folder)) writeEnvironment(out, here);
    const json = options.json === true;
    await finishStudy({ ...asked, description }, { journal, decision, live }, { out, begun, json, started });
  } finally {
    await journal.close();
  }
}

/** The study that a shard is of. */
async function studyOf(folder: string): Promise<AskedStudy> {
  const file = join(folder, 'study.json');
  if (!existsSync(file)) {
    throw new InputError(
      `DIR: ${quoted(folder)} has no study.json: name a folder that warizan study --shard has written`,
    );
  }
  return studyOfFile(file.startsWith('.') || file.startsWith('/') ? file : `./${file}`);
}

/** Entries that share one write. */
const together = 1000;

/** Puts trials into a journal, in the study's order. */
async function keep(description: StudyDescription, journal: Journal, entries: readonly ReadEntry[]): Promise<void> {
  const { experiment, setups } = description;
  const columns = new Map(setups.map(({ setting }) => [setting, rowColumns(experiment, setting)]));
  for (let from = 0; from < entries.length; from += together) {
    const part = entries.slice(from, from + together);
    await journal.append(
      part.map(({ index, row, series }) => {
        const trial = trialAt(description, index);
        const hasSeries = Object.keys(series).length > 0;
        return {
          index,
          id: trialIdentity(trial),
          row: encodeRow(row, columns.get(trial.setting) ?? []),
          series: hasSeries ? encodeSeries(series) : null,
        };
      }),
    );
  }
}

function environmentsIn(folder: string): ReturnType<typeof readEnvironments> {
  return readEnvironments(jsonFile(join(folder, 'environment.json')));
}
