import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { numberOfCell, textOfCell } from '../report/cell.js';
import { namedCells, type NamedCells } from '../report/named-cells.js';
import { baselineFolder, setupOf, withBaseline } from '../study/criteria/read-criterion.js';
import type { Baseline } from '../study/criteria/no-worse-than.js';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';
import { explained } from '../experiments/training/explained.js';
import { successes } from '../experiments/training/outcomes.js';
import { training } from '../experiments/training/training.js';
import { settingIdentities } from '../study/comparison-plan.js';
import type { ReachOptions } from '../study/reach.js';
import type { SeedRange } from '../study/seeds.js';
import { InputError, quoted } from '../base/input-error.js';
import { requireOwnFiles } from './own-files.js';
import { readTrials } from './read-trials.js';

/**
 * A study whose criterion compares with an earlier study's folder, with what that folder's `trials.csv` holds
 * in the folder's place.
 * @throws InputError where there is no such table, it holds none of the runs to compare with, or one of them
 * twice
 */
export async function withBaselineRuns(
  request: StudyRequest,
  { allowOutside }: ReachOptions = {},
): Promise<StudyRequest> {
  const { criterion, ...rest } = request;
  const folder = criterion === undefined ? null : baselineFolder(criterion);
  if (criterion === undefined || folder === null) return request;
  const { setups } = explained('study', () => describeStudy(rest));
  const settings = settingIdentities(training, setups);
  const { recipe, backend } = setups[explained('study: criterion', () => setupOf(criterion, settings))].setting;
  const wanted = {
    recipe: criterion.noWorseThan?.setting ?? recipe.name,
    backend: backend.name,
    precision: backend.digits,
    rng: request.rng,
  };
  const path = request.beside?.(folder) ?? folder;
  if (allowOutside !== true && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) requireOwnFiles(path);
  return { ...request, criterion: withBaseline(criterion, await readBaseline(folder, path, wanted)) };
}

/** The runs that are looked for in an earlier study's table. */
interface WantedRuns {
  readonly recipe: string;
  readonly backend: string;
  readonly precision: number | null;
  readonly rng: string;
}

/**
 * @param name as the study names the folder, which is the same wherever it is run from
 * @param folder where it is
 */
async function readBaseline(name: string, folder: string, wanted: WantedRuns): Promise<Baseline> {
  const where = `study: criterion: noWorseThan: baseline: ${quoted(name)}`;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError(`${where}: not a folder: name one that warizan study has written`);
  }
  if (!existsSync(join(folder, 'trials.csv'))) {
    throw new InputError(`${where}: has no trials.csv: name a folder of a study that was run to its end`);
  }
  const outcomes = new Map<number, boolean>();
  const recipes = new Set<string>();
  await readTrials(folder, (columns) => {
    const missing = ['recipe', 'seed', 'outcome'].find((column) => !columns.includes(column));
    if (missing !== undefined) throw new RangeError(`no column ${missing}`);
    const cellsOf = namedCells(columns);
    return (cells, row) => {
      const cell = cellsOf(cells);
      recipes.add(textOfCell(cell('recipe')));
      if (!isWanted(cell, columns, wanted)) return;
      const seed = numberOfCell(cell('seed')) ?? NaN;
      // A table may lack the columns that tell generators and number systems apart.
      if (outcomes.has(seed)) {
        throw new RangeError(`row ${row}, seed: "${seed}": seed ${seed} of ${quoted(wanted.recipe)} is there twice`);
      }
      outcomes.set(seed, successes.includes(textOfCell(cell('outcome'))));
    };
  });
  if (outcomes.size === 0) throw new InputError(`${where}: ${noneFound(wanted, recipes)}`);
  const seeds = [...outcomes.keys()].sort((a, b) => a - b);
  const converged = seeds.filter((seed) => outcomes.get(seed) === true);
  return { name, ran: rangesOf(seeds), converged: rangesOf(converged) };
}

/** Whether a row is one of the runs to compare with; a column that is missing tells nothing. */
function isWanted(cell: NamedCells, columns: readonly string[], wanted: WantedRuns): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => !columns.includes(name) || textOfCell(cell(name)) === String(value ?? ''),
  );
}

function noneFound({ recipe, backend, precision, rng }: WantedRuns, recipes: ReadonlySet<string>): string {
  if (recipes.has(recipe)) {
    const number = precision === null ? backend : `${backend} at ${precision} digits`;
    return `its runs of ${quoted(recipe)} are not of ${number} and ${rng}`;
  }
  const known = [...recipes].slice(0, 10).map(quoted).join(', ');
  return `has no runs of ${quoted(recipe)}; it has ${known === '' ? 'none at all' : known}: name one of these as setting`;
}

/** @param seeds ascending, none twice */
function rangesOf(seeds: readonly number[]): SeedRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const seed of seeds) {
    const last = ranges.at(-1);
    if (last?.to === seed - 1) last.to = seed;
    else ranges.push({ from: seed, to: seed });
  }
  return ranges;
}
