import { z } from 'zod';
import { InputError, quoted } from '../../base/input-error.js';
import { readableJson } from '../../study/readable-json.js';
import { failed, type Experiment } from '../../study/experiment.js';
import type { CellKind, Column } from '../../study/tables/column.js';
import { explain } from '../../training/read-recipe.js';
import { schemaWords } from '../../training/schema-words.js';

/**
 * The file of a study's folder that says what its tables hold: what its experiment declares. A report reads
 * it, and loads no code.
 */
export const experimentFile = 'experiment.json';

const text = z.string().max(10_000);
const number = z.union([z.number(), z.enum(['Infinity', '-Infinity'])]).transform(Number);
const holds = z.union([
  z.strictObject({ is: z.literal('any') }),
  z.strictObject({ is: z.literal('text'), among: z.array(text).max(10_000).optional() }),
  z.strictObject({
    is: z.literal('number'),
    whole: z.literal(true).optional(),
    from: number.optional(),
    to: number.optional(),
    nan: z.literal(true).optional(),
  }),
]);
const column = z.strictObject({
  name: text.min(1),
  unit: text.nullable(),
  says: text,
  holds,
  estimates: z.array(text).max(100).optional(),
});
const schema = z.strictObject({
  name: text.min(1),
  version: z.int().min(1),
  identity: z.array(column).min(1).max(100),
  outcomes: z
    .array(
      z.strictObject({
        name: text.min(1),
        says: text,
        isSuccess: z.literal(true).optional(),
        never: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(1000),
  columns: z.array(column).max(10_000),
  timeToSuccess: z.strictObject({ column: text.min(1) }).optional(),
  series: z.array(z.strictObject({ name: text.min(1), columns: z.array(column).min(2).max(1000) })).max(1000),
});

/** What an experiment declares, as a folder keeps it. */
export type DeclaredExperiment = z.output<typeof schema>;

/** What an experiment declares, as the text of that file. */
export function experimentText(experiment: Experiment): string {
  const { name, version, identity, outcomes, costs, columns, timeToSuccess, series = [] } = experiment;
  const declared = {
    name,
    version,
    identity: identity.map((own) => declaredColumn(own)),
    outcomes: outcomes.map(({ name: outcome, says, isSuccess, never }) => ({ name: outcome, says, isSuccess, never })),
    columns: [...costs, ...columns].map(({ estimate, ...own }) =>
      declaredColumn(
        own,
        estimate?.by.suffixes.map((suffix) => `${estimate.as ?? own.name}_${suffix}`),
      ),
    ),
    timeToSuccess,
    series: series.map((own) => ({ name: own.name, columns: own.columns.map((each) => declaredColumn(each)) })),
  };
  return `${readableJson(declared)}\n`;
}

function declaredColumn({ name, unit, says, holds: kind }: Column<never>, estimates?: readonly string[]) {
  return { name, unit, says, holds: declaredKind(kind), estimates };
}

/** JSON has neither infinities nor patterns; a pattern is for those who write. */
function declaredKind(kind: CellKind): object {
  if (kind.is === 'any') return kind;
  if (kind.is === 'text') return { is: kind.is, among: kind.among };
  const bound = (value: number | undefined) => (value === undefined || Number.isFinite(value) ? value : String(value));
  return { is: kind.is, whole: kind.whole, from: bound(kind.from), to: bound(kind.to), nan: kind.nan };
}

/** Reads what the file holds. @throws InputError naming the field, the value and what would be right */
export function readExperimentFile(value: unknown): DeclaredExperiment {
  const parsed = schema.safeParse(value, { error: schemaWords });
  if (!parsed.success) throw new InputError(`${experimentFile}: ${explain(parsed.error, value)}`);
  const { columns, timeToSuccess } = parsed.data;
  if (timeToSuccess !== undefined && !columns.some(({ name }) => name === timeToSuccess.column)) {
    throw new InputError(
      `${experimentFile}: timeToSuccess.column: ${quoted(timeToSuccess.column)}: is none of columns`,
    );
  }
  return parsed.data;
}

/** The outcomes of a declared experiment, `failed` among them. */
export function declaredOutcomes({ outcomes }: DeclaredExperiment): readonly string[] {
  return [...outcomes.map(({ name }) => name), failed.name];
}
