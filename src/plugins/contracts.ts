import { InputError, messageOf, quoted } from '../base/input-error.js';
import { float64 } from '../numeric/backends/float64.js';

/** Fields of an entry by name, none of them known. */
export type Fields = Readonly<Record<string, unknown>>;

/** One demand on an entry: what is wrong with it, in a few words after the entry's name; null for nothing. */
type Demand = (entry: Fields) => string | null;

type Is = (value: unknown) => boolean;

type Callable = (...args: readonly unknown[]) => unknown;

const isFunction = (value: unknown): value is Callable => typeof value === 'function';
const isText: Is = (value) => typeof value === 'string' && value !== '';
const isList: Is = (value) => Array.isArray(value);
const isFilledList: Is = (value) => Array.isArray(value) && value.length > 0;
const isSchema: Is = (value) => isFields(value) && isFunction(value['safeParse']);
/** A schema of an object's fields, of which others are made. */
const isFieldsSchema: Is = (value) => isSchema(value) && isFields(value) && isFields(value['shape']);

/** Whether a value has fields that can be asked for. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** A field that must be there and be of a kind. */
function has(field: string, is: Is, right: string): Demand {
  return (entry) => {
    const value = entry[field];
    if (value === undefined) return `${field}: missing: must be ${right}`;
    return is(value) ? null : `${field}: ${shown(value)}: must be ${right}`;
  };
}

/** A field that may be missing. */
function may(field: string, is: Is, right: string): Demand {
  const must = has(field, is, right);
  return (entry) => (entry[field] === undefined ? null : must(entry));
}

const functions = (...fields: string[]): Demand[] => fields.map((field) => has(field, isFunction, 'a function'));
const texts = (...fields: string[]): Demand[] => fields.map((field) => has(field, isText, 'text'));
const oneOf = (field: string, ...values: string[]): Demand =>
  has(field, (value) => values.some((one) => one === value), `one of ${values.join(', ')}`);

/** A part's examples are settings that its own schema reads, and reads as what they are. */
const examples = (schema: string, kind: (entry: Fields) => string | null): Demand[] => [
  has('examples', isFilledList, 'a list with one setting at least'),
  (entry) => {
    const reader = entry[schema];
    const list: unknown = entry['examples'];
    if (!isFields(reader) || !isFunction(reader['safeParse']) || !Array.isArray(list)) return null;
    const name = kind(entry);
    for (const [k, example] of list.entries()) {
      const read = reader['safeParse'](example);
      if (!isFields(read) || read['success'] !== true) return `examples.${k}: its own ${schema} refuses it`;
      const found = isFields(example) ? example['kind'] : undefined;
      if (name !== null && found !== name) return `examples.${k}: its kind is ${shown(found)}: must be ${shown(name)}`;
    }
    return null;
  },
];

const part: readonly Demand[] = [
  ...texts('says'),
  has('setting', isFieldsSchema, 'a schema of an object, z.strictObject({ kind: z.literal(name), … })'),
  ...examples('setting', ({ name }) => String(name)),
];

/** A shape in which whatever has a formula must work. */
const sizes = { inputs: 2, hidden: 2, outputs: 1 };

/** A unit with no options given is put to work once on float64. */
const unitWorks: Demand = ({ options, parameters, on }) => {
  if (!isFields(options) || !isFunction(options['safeParse'])) return null;
  if (!isFunction(parameters) || !isFunction(on)) return null;
  const read = options['safeParse']({});
  // A unit that needs options is seen with those of a recipe.
  if (!isFields(read) || read['success'] !== true) return null;
  const list = parameters(sizes, read['data']);
  if (!Array.isArray(list) || list.length === 0) return 'parameters: gives no list of parameters';
  for (const one of list) {
    if (!isFields(one) || !isText(one['name']) || !isList(one['shape']))
      return 'parameters: each has a name and a shape';
  }
  const working = on(float64, sizes, read['data']);
  return isFields(working) && isFunction(working['output']) ? null : 'on: gives no object with an output';
};

const drawMethods = ['next', 'uniform', 'normal', 'below', 'clone', 'state'];

/** The streams of a seed are streams. */
const generatorWorks: Demand = ({ streams }) => {
  if (!isFunction(streams)) return null;
  const all = streams(0);
  for (const stream of ['initialisation', 'samples', 'task']) {
    const rng: unknown = isFields(all) ? all[stream] : undefined;
    const missing = drawMethods.find((method) => !isFields(rng) || !isFunction(rng[method]));
    if (missing !== undefined) return `streams: ${stream} has no ${missing}: must be an Rng`;
  }
  return null;
};

const isDigits: Is = (value) =>
  value === null ||
  (isFields(value) && ['lowest', 'highest', 'standard'].every((field) => Number.isInteger(value[field])));

const isDiagnosis: Is = (value) =>
  isFields(value) &&
  ['columns', 'outcomes'].every((field) => isList(value[field])) &&
  ['find', 'exponents', 'solution'].every((field) => isFunction(value[field]));

const isTries: Is = (value) =>
  isFields(value) && isFunction(value['next']) && Number.isInteger(value['most']) && Number(value['most']) > 0;

const isWordGenerator: Is = (value) =>
  isFields(value) && ['pack', 'unpack', 'next'].every((field) => isFunction(value[field]));

/** What an entry of each set needs, whatever language it was written in. The sets are a plugin's fields. */
export const contracts: Readonly<Record<string, readonly Demand[]>> = {
  units: [
    ...texts('says', 'source'),
    has('options', isFieldsSchema, 'a schema of an object, z.strictObject({ … })'),
    has('gradients', (value) => Array.isArray(value) && value.length > 0 && value.every(isText), 'a list of names'),
    ...functions('parameters', 'on'),
    ({ diagnosis }) =>
      diagnosis === undefined || isDiagnosis(diagnosis)
        ? null
        : 'diagnosis: must have columns, outcomes, find, exponents and solution',
    unitWorks,
  ],
  losses: [...part, oneOf('sees', 'output', 'polar'), ...functions('on')],
  stepRules: [...part, oneOf('needs', 'gradient', 'residuals'), ...functions('on')],
  clippings: [...part, ...functions('on')],
  tasks: [
    ...part,
    ...functions('sizes', 'draw', 'target', 'beyond', 'exponents', 'misfits'),
    may('tries', isTries, 'a function next, and most, a whole number above 0'),
  ],
  initialisers: [
    ...texts('says'),
    has('argument', isSchema, 'a schema'),
    ...examples('argument', () => null),
    has('dimensions', (value) => value === null || Number.isInteger(value), 'a whole number, or null for any'),
    ...functions('draw'),
  ],
  schedules: [...part, ...functions('factor')],
  stops: [...part, ...functions('on')],
  restarts: [...part, oneOf('sees', 'training'), ...functions('on')],
  backends: [
    ...texts('says'),
    has('digits', isDigits, '{ lowest, highest, standard }, or null where there is nothing to choose'),
    ...functions('open'),
  ],
  generators: [
    ...texts('says'),
    has('largestSeed', (value) => Number.isSafeInteger(value) && Number(value) > 0, 'a whole number'),
    ...functions('streams', 'restore'),
    may('startDraws', (value) => Number.isSafeInteger(value) && Number(value) > 0, 'a whole number, 1 or more'),
    may('words', isWordGenerator, 'functions pack, unpack and next'),
    generatorWorks,
  ],
};

/** A name that recipes, tables and command lines can hold. */
const rightName = /^[A-Za-z][\w-]*$/;

/**
 * What an entry lacks of its contract, in a few words; null where it lacks nothing.
 * @throws InputError where the entry itself throws when it is looked at
 */
export function lackOf(entry: unknown, demands: readonly Demand[], where: string): string | null {
  if (!isFields(entry)) return `${shown(entry)}: must be an object`;
  const { name } = entry;
  if (typeof name !== 'string') return `name: ${shown(name)}: must be text`;
  if (!rightName.test(name)) return `name: ${shown(name)}: must be a letter, then letters, digits, _ and -`;
  try {
    const [lack = null] = demands.flatMap((demand) => demand(entry) ?? []);
    return lack;
  } catch (error) {
    throw new InputError(`${where}: ${quoted(name)}: it throws when it is tried: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** A value in a message; a function and the like by what it is. */
function shown(value: unknown): string {
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint'
    ? `a ${typeof value}`
    : quoted(value);
}

/**
 * What a number system lacks of `Numeric`, whose members are those of float64; null where it lacks nothing.
 */
export function lackOfNumeric(n: object): string | null {
  for (const [member, own] of Object.entries(float64)) {
    const value: unknown = Reflect.get(n, member);
    if (value === undefined) return `${member} is missing`;
    if (typeof own === 'function' && typeof value !== 'function') return `${member} must be a function`;
  }
  return null;
}
