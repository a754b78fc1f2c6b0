import { z } from 'zod';
import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { standardBackend } from '../../numeric/backends.js';
import { standardGenerator } from '../../random/generators.js';
import { largestSeed } from '../../random/streams.js';
import { InputError, quoted } from '../../base/input-error.js';
import { isJsonObject } from '../../base/json-object.js';
import { explain, readRecipe, requireRecipe } from '../../training/read-recipe.js';
import { schemaWords } from '../../training/schema-words.js';
import { describeStudy, readBackend, type StudyRequest } from './describe-study.js';
import { explained } from './explained.js';
import { figureNames } from './figures.js';
import type { TrainingSetting } from './trial.js';
import type { StudyDescription } from '../../study/description.js';
import { readSeeds } from '../../study/seeds.js';
import type { Reach, ReachOptions } from '../../study/reach.js';
import { studyFields } from '../../study/study-fields.js';

/** A file that was read, and how those that it names are found. */
export interface LoadedFile {
  readonly value: unknown;
  /** The plugins that it names, as they were taken out of the value; none where not given. */
  readonly plugins?: readonly string[];
  readonly load: Load;
  /**
   * Where something is that the file names, for those who will read it; as it is named where not given.
   * @throws InputError where it is out of reach
   */
  readonly beside?: (name: string) => string;
  /** Where code may lie that the file names; anywhere where not given. */
  readonly reach?: Reach;
}

/** Reads a file by the name another file gives it. @throws InputError */
export type Load = (name: string) => LoadedFile;

const recipeEntry = z.union([z.string(), z.record(z.string(), z.unknown())], {
  error: "must be a recipe's name, a file's name, a recipe or changes to one",
});
/** A study as a file has it, but for its plugins; see `json-schemas.ts` for what editors are told. */
const studyFileSchemaOf = ({ backends, generators }: Catalogue) => {
  const { $schema, title, grid, seeds, rng, comparisons, baseline, tables, criterion } = studyFields(
    generators,
    'values for fields by path ("learningRate", "stepRule.mantissa", "task.range", also "backend" and "precision"); every combination is run',
  );
  return z.strictObject({
    $schema,
    title,
    recipes: z
      .array(recipeEntry)
      .min(1)
      .max(1000)
      .meta({ description: 'what is compared: names, files, recipes, or changes to recipes with "extends"' }),
    evaluation: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "changes to every recipe's evaluation, field by field" }),
    grid,
    seeds,
    rng,
    backend: z
      .union([z.enum(backends.names), z.strictObject({ name: z.enum(backends.names), digits: z.int().min(1) })], {
        error: `must be one of ${backends.names.join(', ')}, or {"name", "digits"}`,
      })
      .optional()
      .meta({ description: 'number system; float64 where not given' }),
    precision: z.int().min(1).optional().meta({ description: 'decimal digits of decimal and mpfr' }),
    comparisons,
    baseline,
    tables,
    figures: z.array(z.enum(figureNames)).optional().meta({ description: 'the figures wanted; all where not given' }),
    criterion,
  });
};

/** The schema of a study that names what ships. */
export const studyFileSchema = studyFileSchemaOf(shipped);

/** How deep recipe files may extend recipe files; ends circles. */
const deepestExtension = 16;

/** Changes that a user may make to a study file without writing to it. */
export interface StudyOverrides extends ReachOptions {
  readonly seeds?: string | undefined;
}

/**
 * Reads a study file's value.
 * @throws InputError for anything that is not a study; nothing else is ever thrown, whatever the value
 */
export function readStudy(file: LoadedFile, overrides: StudyOverrides = {}): StudyDescription<TrainingSetting> {
  return describedStudy(readStudyRequest(file, overrides));
}

/** Lays out a study that a file asked for. @throws InputError as `describeStudy` does, for the file */
export function describedStudy(request: StudyRequest): StudyDescription<TrainingSetting> {
  return explained('study', () => describeStudy(request));
}

/**
 * Reads what a study file's value asks for: its recipes complete, its grid not laid out yet.
 * @throws InputError for anything that is not a study
 */
export function readStudyRequest(
  { value, load, beside }: LoadedFile,
  overrides: StudyOverrides = {},
  catalogue: Catalogue = shipped,
): StudyRequest {
  const schema = catalogue === shipped ? studyFileSchema : studyFileSchemaOf(catalogue);
  const parsed = schema.safeParse(value, { error: schemaWords });
  if (!parsed.success) throw new InputError(`study: ${explain(parsed.error, value)}`);
  const file = parsed.data;
  const rng = file.rng ?? standardGenerator.name;
  return explained('study', () => ({
    title: file.title,
    recipes: file.recipes.map((entry, k) =>
      explained(`recipes.${k}`, () => readRecipe(withFiles(entry, load, 0), catalogue)),
    ),
    evaluation: file.evaluation,
    grid: file.grid,
    seeds:
      overrides.seeds === undefined
        ? readSeeds('seeds', file.seeds, largestSeed(rng, catalogue.generators))
        : readSeeds('--seeds', overrides.seeds, largestSeed(rng, catalogue.generators)),
    rng,
    backend: readBackend(file.backend ?? standardBackend.name, file.precision, catalogue),
    comparisons: file.comparisons,
    baseline: file.baseline,
    tables: file.tables,
    figures: file.figures,
    criterion: file.criterion,
    beside,
    ...(catalogue === shipped ? {} : { catalogue }),
  }));
}

/**
 * Whether a text in the place of a name is one of a file: names of recipes and studies have no dots and
 * slashes.
 */
export function isFileName(text: string): boolean {
  return /[./\\]/.test(text);
}

/**
 * The plugins that a study file names, and those that the recipe files name which it names: to be loaded
 * before the study is read. A value that is no study names what can be seen.
 */
export function pluginsNamedBy(file: LoadedFile): readonly string[] {
  const ofRecipe = (value: unknown, load: Load, depth: number): readonly string[] => {
    if (depth > deepestExtension) return [];
    if (typeof value === 'string') {
      if (!isFileName(value)) return [];
      const named = load(value);
      const inner = isJsonObject(named.value) ? ofRecipe(named.value, named.load, depth + 1) : [];
      return [...(named.plugins ?? []), ...inner];
    }
    if (typeof value !== 'object' || value === null || !('extends' in value)) return [];
    return ofRecipe(value.extends, load, depth + 1);
  };
  const { value, plugins = [], load } = file;
  const recipes: unknown = typeof value === 'object' && value !== null && 'recipes' in value ? value.recipes : [];
  const list: readonly unknown[] = Array.isArray(recipes) ? recipes : [];
  return [...new Set([...plugins, ...list.flatMap((recipe) => ofRecipe(recipe, load, 0))])];
}

/** A recipe with the files it names, or extends, in place of their names. */
function withFiles(value: unknown, load: Load, depth: number): unknown {
  if (typeof value === 'string') {
    if (!isFileName(value)) return value;
    if (depth === deepestExtension) throw new InputError(`extends nests deeper than ${deepestExtension}`);
    const file = load(value);
    requireRecipe(file.value, quoted(value));
    return withFiles(file.value, file.load, depth + 1);
  }
  if (typeof value !== 'object' || value === null || !('extends' in value) || !Object.hasOwn(value, 'extends'))
    return value;
  if (depth === deepestExtension) throw new InputError(`extends nests deeper than ${deepestExtension}`);
  return { ...value, extends: withFiles(value.extends, load, depth + 1) };
}
