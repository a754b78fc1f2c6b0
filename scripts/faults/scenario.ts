import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = process.cwd();
const program = join(root, 'dist', 'cli', 'main.js');
const failing = join(root, 'scripts', 'faults', 'failing-fs.mjs');

/** A command whose calls of the file system fail, one after another. */
export interface Scenario {
  readonly name: string;
  /** The files that it finds, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Commands that run before it. */
  readonly before: readonly (readonly string[])[];
  readonly command: readonly string[];
  /** The same, to go on from where a failure has left it. */
  readonly again: readonly string[];
}

/** A call of the file system, as `failing-fs.mjs` records it. */
const callSchema = z.object({
  kind: z.string(),
  n: z.number(),
  path: z.string(),
  name: z.string().optional(),
  parent: z.string().optional(),
  isNew: z.boolean().optional(),
  to: z.string().optional(),
  position: z.number().nullable().optional(),
  bytes: z.string().optional(),
  length: z.number().optional(),
});
export type Call = z.output<typeof callSchema>;

/** How a process ended. */
export interface Ended {
  /** Null where it was killed: it took too long. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which a scenario runs. */
export interface Place {
  readonly folder: string;
  /** @param fault as WARIZAN_FAULT says it; '' for none */
  run(command: readonly string[], fault?: string): Ended;
  /** The calls of the runs so far that were given a fault. */
  calls(): readonly Call[];
  /** All files by their paths below the folder, but those of the scenario. */
  found(): ReadonlyMap<string, string>;
  remove(): void;
}

/** Longer than any run takes on a busy machine. */
const longest = 120_000;

/** A new folder in which all is as the scenario finds it. */
export function placeOf(scenario: Scenario, from?: Place): Place {
  const above = realpathSync(mkdtempSync(join(tmpdir(), 'warizan-faults-')));
  const folder = join(above, 'work');
  const trace = join(above, 'trace');
  if (from === undefined) mkdirSync(folder);
  else cpSync(from.folder, folder, { recursive: true });
  for (const [name, text] of Object.entries(scenario.files)) writeFileSync(join(folder, name), text);
  const place: Place = {
    folder,
    run(command, fault) {
      const environment = { WARIZAN_FAULT_FOLDER: folder, WARIZAN_FAULT_TRACE: trace, WARIZAN_FAULT: fault };
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [...(fault === undefined ? [] : ['--import', failing]), program, ...command],
        {
          cwd: folder,
          encoding: 'utf8',
          timeout: longest,
          env: { ...process.env, ...(fault === undefined ? {} : environment) },
        },
      );
      return { status, stdout, stderr };
    },
    calls() {
      if (!existsSync(trace)) return [];
      const lines = readFileSync(trace, 'utf8').trimEnd().split('\n');
      return lines.map((line) => callSchema.parse(JSON.parse(line)));
    },
    found() {
      const names = readdirSync(folder, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile() && !(entry.name in scenario.files));
      return new Map(
        files.map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(folder.length + 1), readFileSync(path, 'latin1')];
        }),
      );
    },
    remove: () => rmSync(above, { recursive: true, force: true }),
  };
  if (from === undefined) {
    for (const command of scenario.before) {
      const { status, stderr } = place.run(command);
      if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
    }
  }
  return place;
}

/** Small and quick: what is written is the point, not what is trained. */
const study = `recipes: [{ extends: clipped, name: short, steps: 20 }]
evaluation: { interval: 10, samples: 10 }
seeds: 1..3
figures: []
`;
const more = ['--workers', '1'];

const shard = (k: number) => ['study', './study.yaml', '--shard', `${k}/2`, '--out', `shard-${k}`, ...more];

/** What is swept. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'study',
    files: { 'study.yaml': study },
    before: [],
    command: ['study', './study.yaml', '--out', 'out', ...more],
    again: ['study', './study.yaml', '--out', 'out', '--resume', ...more],
  },
  {
    name: 'shard',
    files: { 'study.yaml': study },
    before: [],
    command: shard(1),
    again: [...shard(1), '--resume'],
  },
  {
    name: 'resume',
    files: { 'study.yaml': study },
    before: [['study', './study.yaml', '--seeds', '2..3', '--out', 'out', ...more]],
    command: ['study', './study.yaml', '--out', 'out', '--resume', ...more],
    again: ['study', './study.yaml', '--out', 'out', '--resume', ...more],
  },
  {
    name: 'merge',
    files: { 'study.yaml': study },
    before: [shard(1), shard(2)],
    command: ['merge', 'shard-1', 'shard-2', '--out', 'out'],
    again: ['study', './study.yaml', '--out', 'out', '--resume', ...more],
  },
  {
    name: 'train',
    files: {},
    before: [],
    command: ['train', '--recipe', 'clipped', '--steps', '5', '--trajectory', 'new/t.csv', '--plot', 'run.svg'],
    again: ['train', '--recipe', 'clipped', '--steps', '5', '--trajectory', 'new/t.csv', '--plot', 'run.svg'],
  },
];

/** @throws Error where there is none of that name */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}: ${scenarios.map((each) => each.name).join(', ')}`);
  return found;
}
