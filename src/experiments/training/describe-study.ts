import { basename } from 'node:path';
import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { chooseBackend, type BackendChoice } from '../../numeric/backends.js';
import { moduleGraphHash } from '../../plugins/module-graph.js';
import { InputError, quoted } from '../../base/input-error.js';
import { largestSeed } from '../../random/streams.js';
import { readRecipe } from '../../training/read-recipe.js';
import type { Recipe } from '../../training/recipe.js';
import type { Json } from '../../base/canonical-json.js';
import { baselineIndex, settingIdentities, settingName, usualComparisons } from '../../study/comparison-plan.js';
import {
  tableNames,
  trialCount,
  type CodeFile,
  type ComparisonName,
  type Setup,
  type StudyDescription,
  type TableName,
} from '../../study/description.js';
import { settleCriterion, type CriterionRequest } from '../../study/criteria/read-criterion.js';
import { gridSuffix } from '../../study/grid-name.js';
import type { SeedRange } from '../../study/seeds.js';
import { settingCells } from '../../study/tables/trial-table.js';
import { figureNames, type FigureName } from './figures.js';
import { training, trainingExperiment } from './training.js';
import type { TrainingSetting } from './trial.js';

/** A study as it is asked for, in a file or by flags, before its grid is laid out. */
export interface StudyRequest {
  readonly title?: string | undefined;
  readonly recipes: readonly Recipe[];
  /** Changes to every recipe's `evaluation`. */
  readonly evaluation?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Values for fields of the recipe by path, or for `backend` and `precision`; every combination is a setup.
   */
  readonly grid?: Readonly<Record<string, readonly Json[]>> | undefined;
  readonly seeds: readonly SeedRange[];
  readonly rng: string;
  readonly backend: BackendChoice;
  readonly comparisons?: ComparisonName | undefined;
  /** The name of the setting that others are compared with; the first where not given. */
  readonly baseline?: string | undefined;
  readonly tables?: readonly TableName[] | undefined;
  readonly figures?: readonly FigureName[] | undefined;
  readonly criterion?: CriterionRequest | undefined;
  /** Where a folder is that the criterion names; as it is named where not given. */
  readonly beside?: ((name: string) => string) | undefined;
  /** What names mean: what ships, where not given. */
  readonly catalogue?: Catalogue;
  /** Files of the plugins in that catalogue, for those who load them again. */
  readonly plugins?: readonly string[];
}

/** More than this in one study is a slip of the keyboard. */
const mostSetups = 10_000;
const mostTrials = 1e7;

/**
 * Lays a study out: each recipe at each point of the grid, the first recipe first, the last field of the grid
 * varying fastest. A changed recipe is called what was changed: `clipped learningRate=0.05 mantissa=false`.
 * @throws InputError naming the field, the value and what would be right
 */
export function describeStudy(request: StudyRequest): StudyDescription<TrainingSetting> {
  const { grid = {}, recipes } = request;
  const paths = Object.keys(grid);
  for (const [path, values] of Object.entries(grid)) {
    if (values.length === 0) throw new InputError(`grid: ${quoted(path)}: []: name at least one value`);
    if (path === 'name' || path === 'extends') throw new InputError(`grid: ${quoted(path)}: is no field to vary`);
  }
  const count = recipes.length * Object.values(grid).reduce((product, values) => product * values.length, 1);
  if (count === 0) throw new InputError('recipes: []: name at least one');
  if (count > mostSetups) throw new InputError(`grid: ${count} setups: at most ${mostSetups} fit in one study`);
  const points = Object.values(grid).reduce<Json[][]>(
    (all, values) => all.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );
  const setups = recipes.flatMap((recipe) => points.map((point) => setupAt(request, recipe, paths, point)));
  assertDistinct(setups);
  const experiment = request.catalogue === undefined ? training : trainingExperiment(request.catalogue);
  const settings = settingIdentities(experiment, setups);
  const baseline = baselineIndex(request.baseline, request.comparisons, settings);
  const description: StudyDescription<TrainingSetting> = {
    experiment,
    title: request.title ?? null,
    setups,
    seeds: request.seeds,
    rng: request.rng,
    ...(request.plugins === undefined ? {} : { code: request.plugins.map(codeOf) }),
    comparisons: request.comparisons ?? (baseline === null ? usualComparisons(settings) : 'baseline'),
    ...(baseline === null ? {} : { baseline }),
    tables: tableNames.filter((name) => request.tables?.includes(name) ?? true),
    figures: figureNames.filter((name) => request.figures?.includes(name) ?? true),
  };
  const total = trialCount(description);
  if (total > mostTrials) throw new InputError(`seeds: ${total} trials: at most ${mostTrials} fit in one study`);
  const { criterion, seeds, rng } = request;
  if (criterion === undefined) return description;
  return {
    ...description,
    criterion: explained('criterion', () =>
      settleCriterion(criterion, settings, seeds, largestSeed(rng, request.catalogue?.generators)),
    ),
  };
}

/** A plugin by its name and its content: where it lies says nothing of its runs. */
export function codeOf(file: string): CodeFile {
  return { file: basename(file), sha256: moduleGraphHash(file) };
}

/** A recipe with a study's changes to its evaluation. @throws InputError */
export function evaluatedRecipe(
  recipe: Recipe,
  evaluation: StudyRequest['evaluation'],
  catalogue: Catalogue = shipped,
): Recipe {
  if (evaluation === undefined) return recipe;
  return explained('evaluation', () => readRecipe({ extends: recipe, name: recipe.name, evaluation }, catalogue));
}

function setupAt(
  request: StudyRequest,
  base: Recipe,
  paths: readonly string[],
  point: readonly Json[],
): Setup<TrainingSetting> {
  const { catalogue = shipped } = request;
  const values = paths.map((path, k): [string, Json] => [path, point[k]]);
  const given = new Map(values);
  const changes = values.filter(([path]) => path !== 'backend' && path !== 'precision');
  const changed = changes.reduce<unknown>(
    (from, [path, value]) => ({ extends: from, ...Object.fromEntries([nested(path, value)]) }),
    evaluatedRecipe(base, request.evaluation, catalogue),
  );
  const recipe = explained('grid', () =>
    readRecipe({ extends: changed, name: `${base.name}${gridSuffix(changes, paths)}` }, catalogue),
  );
  const backend =
    given.has('backend') || given.has('precision')
      ? explained('grid', () =>
          readBackend(given.get('backend') ?? request.backend.name, given.get('precision'), catalogue),
        )
      : request.backend;
  return { setting: { recipe, backend }, grid: Object.fromEntries(changes) };
}

/** `stepRule.mantissa` and a value as the change `{"stepRule": {"mantissa": value}}`, as an entry. */
function nested(path: string, value: Json): [string, Json] {
  const [first, ...rest] = path.split('.');
  return [first, rest.reduceRight<Json>((inner, part) => Object.fromEntries([[part, inner]]), value)];
}

/**
 * Reads a backend: its name, and its digits where it takes any; or both as `{"name": "mpfr", "digits": 30}`.
 * @throws InputError
 */
export function readBackend(value: unknown, digits: unknown, catalogue: Catalogue = shipped): BackendChoice {
  if (typeof value === 'object' && value !== null && 'name' in value) {
    const extra = Object.keys(value).find((key) => key !== 'name' && key !== 'digits');
    if (extra !== undefined) throw new InputError(`backend: unknown field ${quoted(extra)}`);
    if (digits !== undefined && digits !== null) throw new InputError(`precision: ${quoted(digits)}: is given twice`);
    return readBackend(value.name, 'digits' in value ? value.digits : null, catalogue);
  }
  if (typeof value !== 'string') throw new InputError(`backend: ${quoted(value)}: must be a backend's name`);
  if (digits !== undefined && digits !== null && typeof digits !== 'number') {
    throw new InputError(`precision: ${quoted(digits)}: must be a whole number of decimal digits`);
  }
  return chooseBackend(value, digits ?? null, catalogue.backends);
}

/** Runs `read`; an error says in which field of the study it was. */
export function explained<R>(field: string, read: () => R): R {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${field}: ${error.message.replace(/^recipe: /, '')}`);
    throw error;
  }
}

/** Two setups of one identity could not be told apart in the tables. */
function assertDistinct(setups: readonly Setup<TrainingSetting>[]): void {
  const seen = new Set<string>();
  for (const setup of setups) {
    const key = JSON.stringify(settingCells(training, setup.setting));
    if (seen.has(key)) {
      const name = settingName(training, setup);
      throw new InputError(`recipes: two are called ${quoted(name)}: give one another name`);
    }
    seen.add(key);
  }
}
