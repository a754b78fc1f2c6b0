import { InputError, messageOf, quoted } from './input-error.js';
import { isPlainObject } from './plain-object.js';
import { isPromiseLike } from './when-known.js';

/** What is wrong with a value, and where in it. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

type Result<S> = { readonly value: S; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/**
 * Any Standard Schema, version 1 (https://standardschema.dev): those of zod, valibot and arktype are.
 * @typeParam S what it gives
 */
export interface StandardSchema<S = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Result<S> | Promise<Result<S>>;
    readonly types?: { readonly input: unknown; readonly output: S } | undefined;
  };
}

/**
 * Reads a value that is to be plain data.
 * @param field what messages call it
 * @throws InputError of one line where the schema refuses it, answers later or gives anything but plain JSON
 */
export function readAtOnce<S>({ '~standard': { validate } }: StandardSchema<S>, value: unknown, field: string): S {
  const result = answerOf(validate, value, field);
  if (result.issues !== undefined) throw new InputError(`${field}: ${issueText(result.issues, value)}`);
  const trouble = notPlain(result.value, [], new Set());
  if (trouble !== null) throw new InputError(`${field}: its schema gives ${trouble}: it must be plain JSON`);
  return result.value;
}

function answerOf<S>(validate: StandardSchema<S>['~standard']['validate'], value: unknown, field: string): Result<S> {
  let result: Result<S> | Promise<Result<S>>;
  try {
    result = validate(value);
  } catch (error) {
    throw new InputError(`${field}: its schema throws: ${messageOf(error).split('\n', 1).join('')}`, { cause: error });
  }
  if (!isPromiseLike(result)) return result;
  // What it says later is asked for by nobody.
  result.then(undefined, () => undefined);
  throw new InputError(`${field}: its schema answers later: it must answer at once`);
}

const mostIssues = 3;

/** `rate: expected number, found "fast"; steps: …` */
function issueText(issues: readonly Issue[], value: unknown): string {
  const texts = issues.slice(0, mostIssues).map(({ path = [], message }) => {
    const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
    const found = keys.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      value,
    );
    const where = keys.length === 0 ? '' : `${keys.map(String).join('.')}: `;
    const shown = found === undefined || (typeof found === 'object' && found !== null) ? '' : `${quoted(found)}: `;
    return `${where}${shown}${message.replace(/\s+/g, ' ').trim()}`;
  });
  return texts.join('; ') + (issues.length > mostIssues ? `; and ${issues.length - mostIssues} more` : '');
}

/** Where a value holds what JSON cannot, `a function at steps.0`; null where it is plain. */
export function notPlain(value: unknown, path: readonly string[], above: ReadonlySet<unknown>): string | null {
  const at = path.length === 0 ? '' : ` at ${path.join('.')}`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${value}${at}`;
  if (typeof value !== 'object') return `${value === undefined ? 'undefined' : `a ${typeof value}`}${at}`;
  if (above.has(value)) return `itself once more${at}`;
  const inner = new Set([...above, value]);
  if (!Array.isArray(value) && !isPlainObject(value)) return `a ${value.constructor.name || 'object'}${at}`;
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined && !Array.isArray(value)) continue;
    const trouble = notPlain(field, [...path, key], inner);
    if (trouble !== null) return trouble;
  }
  return null;
}
