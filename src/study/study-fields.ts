import { z } from 'zod';
import type { Registry } from '../base/registry.js';
import type { Generator } from '../random/generator.js';
import { standardGenerator } from '../random/generators.js';
import { criterionSchema } from './criteria/read-criterion.js';
import { comparisonNames, tableNames } from './description.js';

const seedsEntry = z.union([z.string(), z.number()], { error: 'must be A..B, one seed, or a list of these' });

/**
 * The fields that a study file has, whatever its experiment.
 * @param grid what is said of the grid
 */
export function studyFields(generators: Registry<Generator>, grid: string) {
  return {
    $schema: z.string().optional().meta({ description: 'where this schema is, for editors' }),
    title: z.string().min(1).max(10_000).optional().meta({ description: 'what the report calls the study' }),
    grid: z
      .record(z.string(), z.array(z.json()).min(1).max(10_000))
      .refine((fields) => Object.keys(fields).length <= 16, { error: 'at most 16 fields' })
      .optional()
      .meta({ description: grid }),
    seeds: z
      .union([seedsEntry, z.array(seedsEntry).min(1).max(1000)], {
        error: 'must be A..B, one seed, or a list of these',
      })
      .meta({ description: 'first and last seed as "A..B", one seed, or a list of these; every setup runs them all' }),
    rng: z
      .enum(generators.names)
      .optional()
      .meta({ description: `random generator; ${standardGenerator.name} where not given` }),
    comparisons: z.enum(comparisonNames).optional().meta({
      description:
        'which settings are compared: each with the first, each with each, each with the baseline, neighbours (those one step of the grid apart), or none; where not given, up to 3 are compared each with each, more with their neighbours if the grid has an axis of three numbers or more, else with the first',
    }),
    baseline: z
      .string()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'the name of the setting that all others are compared with; the first where not given' }),
    tables: z.array(z.enum(tableNames)).optional().meta({ description: 'the tables wanted; all where not given' }),
    criterion: criterionSchema.optional().meta({
      description:
        'what the study is to show: exit status 0 says that it was met, 1 that it was missed or is undecided',
    }),
  };
}
