import { z } from 'zod';

const name = z.string().min(1).max(100);
const says = z.string().min(1).max(1000);
const column = z.strictObject({
  name,
  unit: z.string().min(1).max(100).nullable().default(null),
  says,
  holds: z.enum(['number', 'text', 'any']).optional(),
});

/**
 * An experiment that is a program: how it is started, and what a module would declare. `setting` is a JSON
 * Schema.
 */
export const commandExperimentSchema = z.strictObject({
  command: z.array(z.string().min(1)).min(1).max(1000).meta({
    description: 'the program and its arguments; started without a shell',
  }),
  name: name.default('command'),
  version: z.int().min(1).default(1).meta({ description: 'raised when the same trial could give another row' }),
  files: z
    .array(z.string().min(1))
    .max(1000)
    .default([])
    .meta({ description: 'files that the program is made of, beside this one: a study goes on with the same only' }),
  folder: z.string().min(1).default('.').meta({ description: 'where the program is started, beside this file' }),
  process: z
    .enum(['each', 'kept'])
    .default('each')
    .meta({ description: '"each": a process a trial; "kept": one that answers line by line, for slow starts' }),
  setting: z
    .record(z.string(), z.json())
    .optional()
    .meta({ description: 'a JSON Schema of settings; any object is right where not given' }),
  outcomes: z
    .array(
      z.strictObject({
        name,
        says,
        isSuccess: z.literal(true).optional(),
        never: z.literal(true).optional().meta({ description: 'a run that ended so never succeeds' }),
      }),
    )
    .min(1)
    .max(100),
  columns: z.array(column).max(10_000),
  timeToSuccess: z
    .strictObject({ column: name })
    .optional()
    .meta({ description: 'the column that holds when a run succeeded, or else was stopped' }),
  series: z
    .array(z.strictObject({ name, columns: z.array(column).min(2).max(100), most: z.int().min(2).optional() }))
    .max(100)
    .optional(),
  timeLimit: z.number().positive().optional().meta({ description: 'seconds after which a run counts as hung' }),
});

/** What a study file says of an experiment that is a program. */
export type CommandExperiment = z.output<typeof commandExperimentSchema>;
