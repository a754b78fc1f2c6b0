import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { chooseBackend, type BackendChoice } from '../../numeric/backends.js';
import { codeOf } from '../../plugins/code-file.js';
import { InputError, quoted } from '../../base/input-error.js';
import { largestSeed } from '../../random/streams.js';
import { readRecipe } from '../../training/read-recipe.js';
import type { Recipe } from '../../training/recipe.js';
import type { Json } from '../../base/canonical-json.js';
import type { Setup, StudyDescription } from '../../study/description.js';
import { gridPoints, type Grid } from '../../study/grid.js';
import { gridSuffix, type GridPoint } from '../../study/grid-name.js';
import { layOut, type StudyWishes } from '../../study/lay-out.js';
import { explained } from './explained.js';
import { figureNames, type FigureName } from './figures.js';
import { training, trainingExperiment } from './training.js';
import type { TrainingSetting } from './trial.js';

/** A study as it is asked for, in a file or by flags, before its grid is laid out. */
export interface StudyRequest extends StudyWishes {
  readonly recipes: readonly Recipe[];
  /** Changes to every recipe's `evaluation`. */
  readonly evaluation?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Values for fields of the recipe by path, or for `backend` and `precision`; every combination is a setup.
   */
  readonly grid?: Grid | undefined;
  readonly backend: BackendChoice;
  readonly figures?: readonly FigureName[] | undefined;
  /** Where a folder is that the criterion names; as it is named where not given. */
  readonly beside?: ((name: string) => string) | undefined;
  /** What names mean: what ships, where not given. */
  readonly catalogue?: Catalogue;
  /** Files of the plugins in that catalogue, for those who load them again. */
  readonly plugins?: readonly string[];
}

/**
 * Lays a study out: each recipe at each point of the grid, the first recipe first, the last field of the grid
 * varying fastest. A changed recipe is called what was changed: `clipped learningRate=0.05 mantissa=false`.
 * @throws InputError naming the field, the value and what would be right
 */
export function describeStudy(request: StudyRequest): StudyDescription<TrainingSetting> {
  const { grid = {}, recipes, plugins = [], catalogue } = request;
  const named = Object.keys(grid).find((path) => path === 'name' || path === 'extends');
  if (named !== undefined) throw new InputError(`grid: ${quoted(named)}: is no field to vary`);
  const points = gridPoints(grid, recipes.length);
  if (recipes.length === 0) throw new InputError('recipes: []: name at least one');
  return layOut(request, {
    experiment: catalogue === undefined ? training : trainingExperiment(catalogue),
    setups: recipes.flatMap((recipe) => points.map((point) => setupAt(request, recipe, point))),
    figures: figureNames.filter((name) => request.figures?.includes(name) ?? true),
    code: plugins.map(codeOf),
    largestSeed: largestSeed(request.rng, catalogue?.generators),
    twice: (name) => `recipes: two are called ${quoted(name)}: give one another name`,
  });
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

function setupAt(request: StudyRequest, base: Recipe, point: GridPoint): Setup<TrainingSetting> {
  const { catalogue = shipped } = request;
  const paths = point.map(([path]) => path);
  const given = new Map(point);
  const changes = point.filter(([path]) => path !== 'backend' && path !== 'precision');
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
