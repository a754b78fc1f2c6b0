import { z } from 'zod';
import { InputError } from '../../base/input-error.js';
import type { Registry } from '../../base/registry.js';
import type { Generator } from '../../random/generator.js';
import { generators as shipped, standardGenerator } from '../../random/generators.js';
import type { CodeFile } from '../../study/description.js';
import type { Experiment } from '../../study/experiment.js';
import { explained } from '../../study/explained.js';
import { readSeeds } from '../../study/seeds.js';
import { studyFields } from '../../study/study-fields.js';
import { explain } from '../../training/read-recipe.js';
import { schemaWords } from '../../training/schema-words.js';
import type { DefinedStudyRequest } from './describe-study.js';
import { commandExperimentSchema } from './command-file.js';

/** A study file of an experiment of a user's, but for its plugins. */
export const definedStudySchemaOf = (generators: Registry<Generator>) => {
  const { $schema, title, grid, seeds, rng, comparisons, baseline, tables, criterion } = studyFields(
    generators,
    'values for fields of the settings by path ("rate", "layers.width"); every combination is run',
  );
  return z.strictObject({
    $schema,
    title,
    experiment: z
      .union([z.string().min(1), commandExperimentSchema], {
        error: 'must be the file of a module that exports an experiment, or an experiment with a command',
      })
      .meta({ description: 'what is run: a module beside this file, or a command and what it gives' }),
    settings: z
      .array(z.json())
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'what runs are given beside their seed; one without fields where not given' }),
    grid,
    seeds,
    rng,
    comparisons,
    baseline,
    tables,
    criterion,
  });
};

/** The schema of a study file that names what ships. */
export const definedStudySchema = definedStudySchemaOf(shipped);

/** What a study file of an experiment of a user's holds. */
export type DefinedStudyFile = z.output<typeof definedStudySchema>;

/** Whether a study file's value is of an experiment of a user's: it names it. */
export function namesExperiment(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'experiment');
}

/** Reads a study file's value. @throws InputError naming the field, the value and what would be right */
export function readDefinedFile(value: unknown, generators = shipped): DefinedStudyFile {
  const schema = generators === shipped ? definedStudySchema : definedStudySchemaOf(generators);
  const parsed = schema.safeParse(value, { error: schemaWords });
  if (!parsed.success) throw new InputError(`study: ${explain(parsed.error, value)}`);
  return parsed.data;
}

/** What such a file asks for, its experiment loaded. @throws InputError */
export function definedRequest(
  file: DefinedStudyFile,
  parts: {
    readonly experiment: Experiment;
    readonly code: readonly CodeFile[];
    readonly generators?: Registry<Generator>;
  },
  overrides: { readonly seeds?: string | undefined } = {},
): DefinedStudyRequest {
  const { title, settings, grid, comparisons, baseline, tables, criterion } = file;
  const rng = file.rng ?? standardGenerator.name;
  const { largestSeed } = (parts.generators ?? shipped).get(rng);
  if (criterion?.noWorseThan !== undefined) {
    throw new InputError('study: criterion: noWorseThan: is not there for experiments of your own: use successRate');
  }
  return explained('study', () => ({
    ...parts,
    title,
    settings: settings ?? [{}],
    grid,
    seeds:
      overrides.seeds === undefined
        ? readSeeds('seeds', file.seeds, largestSeed)
        : readSeeds('--seeds', overrides.seeds, largestSeed),
    rng,
    comparisons,
    baseline,
    tables,
    criterion,
  }));
}
