import { z } from 'zod';
import type { Registry } from '../base/registry.js';
import type { FieldsSchema } from '../base/schema.js';
import { count, interval, positive, share } from './fields.js';
import { inputRange } from './input-range.js';
import { standardJudge } from './judges.js';
import type { Initialiser } from './initialisers/initialiser.js';
import { misfitsOf } from './misfits.js';
import type { Choice, Setting } from './part.js';
import type { Parts } from './parts.js';
import type { InitialSetting, Recipe } from './recipe.js';
import { schemaWords } from './schema-words.js';

/** Entries with a name and a schema for their setting. */
type Settings = Registry<{ readonly name: string; readonly setting: FieldsSchema<Setting> }>;

/** A setting of one of these entries, by its kind. */
function setting(known: Settings) {
  const [first, ...rest] = known.entries.map((entry) => entry.setting);
  const names = known.names.join(', ');
  return z.discriminatedUnion('kind', [first, ...rest], {
    error: `expected an object with the kind ${names}`,
  });
}

/**
 * An entry's name, or its setting. A name is read as the setting of that kind and nothing else, so that it
 * gets the fields that have a default; a setting of a kind and nothing else is its name.
 */
function choice(known: Settings): z.ZodType<Choice> {
  return z
    .union([z.enum(known.names), setting(known)], { error: `must be one of ${known.names.join(', ')}` })
    .transform((value, context) => {
      const read = typeof value === 'string' ? readAlone(known, value) : { success: true as const, data: value };
      if (read.success) return Object.keys(read.data).length === 1 ? read.data.kind : read.data;
      for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path: [...path], message });
      return z.NEVER;
    });
}

/** The setting of a kind of which nothing else is said. */
function readAlone(known: Settings, kind: string): z.ZodSafeParseResult<Setting> {
  return known.get(kind).setting.safeParse({ kind }, { error: schemaWords });
}

/** The units as settings: their options beside their kind. */
function unitSettings(parts: Parts): Settings {
  return {
    ...parts.units,
    entries: parts.units.entries.map(({ name, options }) => ({
      name,
      setting: settingWith(name, options),
    })),
    get: (name) => ({ name, setting: settingWith(name, parts.units.get(name).options) }),
    has: (name) => parts.units.has(name),
    with: () => unitSettings(parts),
  };
}

function settingWith(name: string, options: z.ZodObject) {
  return z.strictObject({ kind: z.literal(name), ...options.shape });
}

/** An interval for uniform entries, or `{name: argument}`. */
function initial(known: Registry<Initialiser>): z.ZodType<InitialSetting> {
  const named = known.entries.map((entry) => z.strictObject({ [entry.name]: entry.argument }).readonly());
  const forms = known.names.map((name) => `{${JSON.stringify(name)}: …}`).join(', ');
  return z.union([interval, ...named], { error: `must be an interval [low, high] or one of ${forms}` });
}

/** How and when a run is judged. */
function evaluationOf(parts: Parts) {
  return z.strictObject({
    interval: count.max(1e12).meta({ description: 'steps between evaluations' }),
    samples: count.max(1e6).meta({ description: 'size of each evaluation set' }),
    seed: z.int().min(0).meta({ description: 'the evaluation sets are drawn from this seed' }),
    sets: z
      .strictObject({
        rng: z.enum(parts.generators.names).meta({ description: 'the generator' }),
        interpolation: z.int().min(0).meta({ description: 'the seed of the interpolation set' }),
        extrapolation: z.int().min(0).meta({ description: 'the seed of the extrapolation set' }),
      })
      .meta({
        description:
          "a generator and a seed for each evaluation set, drawn from that seed's stream for the task; from `seed` where not given",
      })
      .optional(),
    extrapolation: inputRange.meta({
      description:
        'inputs of the extrapolation set are drawn uniformly from here: an interval, or where the task takes it the union of two, or one for each half of the inputs',
    }),
    criterion: positive.meta({
      description:
        'converged: extrapolation MSE below this at the evaluation that the run is judged by, the last for most judges',
    }),
    judge: z
      .enum(parts.judges.names)
      .meta({ description: `who judges runs: ${parts.judges.names.join(', ')}; ${standardJudge.name} where not given` })
      .optional(),
    stop: z
      .strictObject({
        stuck: z
          .boolean()
          .meta({
            description: 'end a run whose weights no input can change any more; only its steps and samples differ',
          })
          .optional(),
        convergedFor: count
          .max(1e12)
          .meta({
            description: 'end a run after this many further evaluations below the criterion; changes published numbers',
          })
          .optional(),
      })
      .meta({ description: 'when a run may end before its last step; never where not given' })
      .optional(),
  });
}

/** A recipe's fields, as these parts make them. */
function fieldsOf(parts: Parts) {
  const gradients = [...new Set(parts.units.entries.flatMap((unit) => unit.gradients))];
  return z.strictObject({
    name: z.string().min(1).max(10_000).meta({ description: 'what tables and figures call it' }),
    unit: choice(unitSettings(parts)).meta({ description: 'what is trained; `network` is another name of this field' }),
    hidden: count.max(64).meta({ description: 'hidden units H' }),
    task: setting(parts.tasks).meta({ description: 'what is sampled and taught' }),
    initial: z
      .record(z.string(), initial(parts.initialisers))
      .default({})
      .meta({ description: "how each of the unit's parameters is drawn; [c,c] sets c and draws nothing" }),
    loss: choice(parts.losses).default('squared-error').meta({ description: 'what is descended' }),
    gradient: z.enum(gradients).default('exact').meta({
      description:
        "one of the unit's; 'projected' leaves out what the phase contributes; for a filter, the phase itself",
    }),
    learningRate: positive.meta({ description: 'η: multiplies the step of every rule' }),
    schedule: setting(parts.schedules)
      .default({ kind: 'constant' })
      .meta({ description: 'what the learning rate is multiplied by as steps go by' }),
    stepRule: setting(parts.stepRules).meta({
      description: 'from gradient to weights; its kind is "sgd" where none is given',
    }),
    clipping: setting(parts.clippings)
      .nullable()
      .default(null)
      .meta({ description: 'what is done to the mean gradient before the step rule sees it; null for nothing' }),
    penalties: z
      .array(
        z.strictObject({
          penalty: z.string().min(1).meta({ description: "the unit's name for it" }),
          weight: positive.meta({ description: 'λ' }),
          schedule: setting(parts.schedules)
            .default({ kind: 'constant' })
            .meta({ description: 'what λ is multiplied by as steps go by' }),
        }),
      )
      .max(16)
      .readonly()
      .meta({ description: 'what is added to the loss: λ times a penalty of the unit' })
      .optional(),
    batch: count.max(1e6).default(1).meta({ description: 'samples a step, whose losses and gradients are averaged' }),
    reflection: z
      .strictObject({ memory: share.meta({ description: 'β of the averages of sin²(θ/2)' }) })
      .nullable()
      .default(null)
      .meta({ description: "turns a hidden row's sign where that explains the targets' signs better; null for never" }),
    decay: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ description: 'κ: after each step every weight is multiplied by 1 − κ·min(1, L)' }),
    steps: z.int().min(0).max(1e12).meta({ description: 'longest length of a run' }),
    stop: setting(parts.stops)
      .nullable()
      .default(null)
      .meta({ description: 'ends a run early; it sees training losses only. null for never' }),
    restart: setting(parts.restarts).nullable().default(null).meta({
      description:
        'starts again from weights drawn anew; it sees training losses only, and `steps` counts all attempts. null for never',
    }),
    evaluation: evaluationOf(parts),
  });
}

/** A schema takes a millisecond to make, and a study with a grid reads thousands of recipes by one. */
const made = new WeakMap<Parts, z.ZodType<Recipe>>();

/**
 * The schema of a complete recipe made of these parts: whether they go together is asked once each field
 * alone is right.
 */
export function recipeSchema(parts: Parts): z.ZodType<Recipe> {
  const schema = made.get(parts) ?? schemaOf(parts);
  made.set(parts, schema);
  return schema;
}

function schemaOf(parts: Parts): z.ZodType<Recipe> {
  const together = z.custom<Recipe>().superRefine((value, context) => {
    for (const { path, message } of misfitsOf(value, parts)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
  return fieldsOf(parts).pipe(together);
}
