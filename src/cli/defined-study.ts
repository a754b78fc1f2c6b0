import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Catalogue } from '../catalogue.js';
import { InputError, quoted } from '../base/input-error.js';
import { codeOfCommand, commandExperiment, commandFileIn } from '../experiments/defined/command-experiment.js';
import { curvesTable } from '../experiments/defined/curves-table.js';
import { describeDefinedStudy } from '../experiments/defined/describe-study.js';
import { experimentFile, experimentText } from '../experiments/defined/experiment-file.js';
import {
  definedRequest,
  namesExperiment,
  readDefinedFile,
  type DefinedStudyFile,
} from '../experiments/defined/read-study.js';
import { measuredTables, type NamedTable } from '../experiments/defined/measured-tables.js';
import { runsTable } from '../experiments/defined/runs-table.js';
import { definedStudyText } from '../experiments/defined/study-text.js';
import { isFileName } from '../experiments/training/read-study.js';
import { loadStudyFile } from '../experiments/training/study-file.js';
import { codeOf } from '../plugins/code-file.js';
import { experimentFrom } from '../plugins/load-experiment.js';
import { catalogueFrom } from '../plugins/load-plugin.js';
import type { CodeFile } from '../study/description.js';
import type { Experiment } from '../study/experiment.js';
import type { Executor } from '../study/executor.js';
import { inProcessExecutor } from '../study/in-process-executor.js';
import { anywhere, requireBelow, type Reach, type ReachOptions } from '../study/reach.js';
import { seedCount } from '../study/seeds.js';
import { workerThreadExecutor, workshopOf, type UserModules } from '../workshop.js';
import { formatCsv } from '../report/csv.js';
import type { AskedStudy } from './asked-study.js';
import { writeResult } from './output-file.js';

/** What may be told to a study of an experiment of a user's. */
export interface DefinedOptions extends ReachOptions {
  readonly seeds?: string | undefined;
  readonly plugins: readonly string[];
}

/** An experiment, where it comes from, and where its trials run. */
export interface FoundExperiment {
  readonly experiment: Experiment;
  readonly code: readonly CodeFile[];
  /** How a study file in a folder names it. */
  named(folder: string): DefinedStudyFile['experiment'];
  readonly executor: (workers: number) => Executor;
  readonly modules: UserModules | null;
}

/** The study that a file asks for. @throws InputError */
export async function definedStudyFrom(file: string, options: DefinedOptions): Promise<AskedStudy> {
  const { read, found, catalogue, plugins } = await openedStudy(file, options);
  return asked(read, found, { ...options, catalogue, plugins });
}

/** A study file of an experiment of a user's that was read, with what it names. */
export interface OpenedStudy {
  readonly read: DefinedStudyFile;
  readonly found: FoundExperiment;
  readonly catalogue: Catalogue;
  readonly plugins: readonly string[];
}

/** Reads such a file, and loads what it names. @param options plugins beside its own @throws InputError */
export async function openedStudy(file: string, options: DefinedOptions): Promise<OpenedStudy> {
  const { value, plugins: own = [], reach = anywhere } = loadStudyFile(file, options);
  const plugins = [...options.plugins, ...own];
  const catalogue = await catalogueFrom(plugins);
  const read = readDefinedFile(value, catalogue.generators);
  const found = await foundExperiment(read.experiment, dirname(file), { catalogue, plugins, reach });
  return { read, found, catalogue, plugins };
}

/** The study of a module with seeds that options give, and no setting but its schema's. @throws InputError */
export async function moduleStudy(
  file: string,
  { settings, rng, ...options }: DefinedOptions & { readonly settings: readonly unknown[]; readonly rng: string },
): Promise<AskedStudy> {
  const catalogue = await catalogueFrom(options.plugins);
  if (options.seeds === undefined) throw new InputError('--seeds: missing: give first and last seed as A..B');
  const asFile = { experiment: file, settings, seeds: options.seeds, rng };
  const read = readDefinedFile(asFile, catalogue.generators);
  const found = await foundExperiment(file, '.', { catalogue, plugins: options.plugins, reach: anywhere });
  return asked(read, found, { ...options, catalogue });
}

/** What an experiment is found with. */
interface FindingParts {
  readonly catalogue: Catalogue;
  readonly plugins: readonly string[];
  /** Of the file that names it. */
  readonly reach: Reach;
}

/**
 * An experiment that a study file names, or describes.
 * @param beside the file's folder @throws InputError where it cannot be found, or is out of reach
 */
export async function foundExperiment(
  named: DefinedStudyFile['experiment'],
  beside: string,
  { catalogue, plugins, reach }: FindingParts,
): Promise<FoundExperiment> {
  if (typeof named === 'string') {
    requireBelow(reach.code, resolve(beside, named), `study: experiment: ${quoted(named)}`);
    const file = relative('.', resolve(beside, named));
    const experiment = await experimentFrom(file);
    const modules = { plugins: plugins.map((path) => resolve(path)), experiments: [resolve(file)] };
    return {
      experiment,
      code: [codeOf(file)],
      named: (folder) => besideFolder(folder, file),
      executor: (workers) => workerThreadExecutor(workers, modules),
      modules,
    };
  }
  requireCommandBelow(named, beside, reach);
  const experiment = commandExperiment(named, beside);
  return {
    experiment,
    code: codeOfCommand(named, beside),
    named: (folder) => commandFileIn(folder, named, beside),
    // Its trials run in processes of their own: this thread only waits.
    executor: (workers) => inProcessExecutor(workshopOf(catalogue, [experiment]), workers),
    modules: null,
  };
}

/** @throws InputError where a command runs, or is made of files, out of reach */
function requireCommandBelow(
  { folder, files }: Exclude<DefinedStudyFile['experiment'], string>,
  beside: string,
  { code }: Reach,
): void {
  const at = resolve(beside, folder);
  requireBelow(code, at, `study: experiment: folder: ${quoted(folder)}`);
  for (const file of files) requireBelow(code, resolve(at, file), `study: experiment: files: ${quoted(file)}`);
}

function besideFolder(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith('.') ? path : `./${path}`;
}

function asked(
  file: DefinedStudyFile,
  found: FoundExperiment,
  { seeds, catalogue, plugins }: DefinedOptions & { readonly catalogue: Catalogue },
): AskedStudy {
  const { experiment, modules } = found;
  const code = [...found.code, ...plugins.map(codeOf)];
  const { generators } = catalogue;
  const request = definedRequest(file, { experiment, code, generators }, { seeds });
  const description = describeDefinedStudy(request);
  return {
    description,
    executor: (workers) => found.executor(workers),
    modules,
    text: (folder) =>
      definedStudyText(request, description, {
        experiment: found.named(folder),
        plugins: plugins.map((path) => relative(folder, path)),
      }),
    plan() {
      const trials = seedCount(description.seeds);
      return Promise.resolve(
        description.setups.map((setup) => ({
          setup,
          trials,
          eachTakes: null,
          says: '',
          json: { setting: setup.setting },
        })),
      );
    },
    begin(folder) {
      writeResult('--out', join(folder, experimentFile), experimentText(experiment));
      return [experimentFile];
    },
    addTables(folder, ran) {
      const curves: readonly NamedTable[] = experiment.series === undefined ? [] : [['curves.csv', curvesTable(ran)]];
      const tables: readonly NamedTable[] = [['runs.csv', runsTable(ran)], ...curves, ...measuredTables(ran)];
      for (const [file, table] of tables) writeResult('--out', join(folder, file), formatCsv(table));
      return Promise.resolve(tables.map(([file]) => file));
    },
  };
}

/**
 * Whether a study's file is of an experiment of a user's. What cannot be read is for others to say.
 */
export function isDefinedStudy(file: string): boolean {
  if (!isFileName(file) || !existsSync(file)) return false;
  try {
    return namesExperiment(loadStudyFile(file, { allowOutside: true }).value);
  } catch {
    return false;
  }
}
