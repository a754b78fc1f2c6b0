import { Lexer, parse, Parser, YAMLParseError } from 'yaml';
import { deepest, isShallow } from '../base/depth.js';
import { InputError, quoted } from '../base/input-error.js';
import { jsonEnd } from '../base/json-place.js';
import { hasProtoField, wrongKeyIn } from '../base/json-keys.js';

/**
 * Parses JSON.
 * @param name what the message calls the text
 * @throws InputError that says where it is no JSON, in words that do not depend on the engine
 */
export function parseJson(name: string, text: string): unknown {
  return shallow(name, jsonIn(name, text));
}

function shallow(name: string, value: unknown): unknown {
  if (isShallow(value)) return value;
  throw tooDeep(name);
}

function tooDeep(name: string): InputError {
  return new InputError(`${name}: is nested deeper than ${deepest} levels`);
}

function jsonIn(name: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    requireRightKeys(name, text);
    return value;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw notJson(name, text);
  }
}

/** @throws InputError where a field is given twice, or would be lost */
function requireRightKeys(name: string, text: string): void {
  const wrong = wrongKeyIn(text);
  if (wrong === null) return;
  const what = wrong.why === 'twice' ? 'is given twice' : 'has no name that a field can have';
  throw new InputError(`${name}: not JSON: the field ${quoted(wrong.key)} ${what} ${placeIn(text, wrong.position)}`);
}

function notJson(name: string, text: string): InputError {
  const at = Math.min(jsonEnd(text), text.trimEnd().length);
  return new InputError(`${name}: not JSON: ${placeIn(text, at)}`);
}

/** More than a person writes, in characters; its reader takes a second for each million. */
const mostYaml = 2 ** 20;

/** Parses YAML. @throws InputError as `parseJson` does */
export function parseYaml(name: string, text: string): unknown {
  if (text.length > mostYaml) {
    throw new InputError(`${name}: is YAML of more than ${mostYaml / 2 ** 20} MB: write it as JSON`);
  }
  if (!isShallowYaml(text)) throw tooDeep(name);
  const value = shallow(name, yamlIn(name, text));
  if (!hasProtoField(value)) return value;
  throw new InputError(`${name}: not YAML: the field "__proto__" has no name that a field can have`);
}

/** Tokens that are open beside a level each: the document, a scalar and the like. */
const openBesideLevels = 5;

/**
 * Whether a YAML text opens about as many levels at once as values may have, at most. What makes values of
 * tokens calls itself once a level, and the program would not survive thousands.
 */
function isShallowYaml(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // Documents that end here are not needed.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > deepest + openBesideLevels) return false;
  }
  return true;
}

function yamlIn(name: string, text: string): unknown {
  try {
    const value: unknown = parse(text, { logLevel: 'error' });
    return value;
  } catch (error) {
    // An alias without its anchor, or one that would grow without end, has no place of its own.
    const at = error instanceof YAMLParseError ? error.pos[0] : null;
    const what =
      error instanceof YAMLParseError ? (yamlMistakes[error.code] ?? '') : 'an alias (*) that cannot be followed';
    throw new InputError(
      `${name}: not YAML: ${what}${what !== '' && at !== null ? ' ' : ''}${at === null ? '' : placeIn(text, at)}`,
    );
  }
}

/** What is wrong where the place alone would not tell. */
const yamlMistakes: Readonly<Partial<Record<string, string>>> = {
  DUPLICATE_KEY: 'a field is given twice',
  TAB_AS_INDENT: 'a line is indented with a tab',
  BAD_INDENT: 'a line is indented otherwise than those it belongs to',
  MULTIPLE_DOCS: 'more than one document',
  BAD_ALIAS: 'an alias (*) without its anchor (&)',
};

/**
 * `at line 3, column 5`. What stands there is not said: a file that was not understood may be any file, one
 * with passwords in it say.
 */
function placeIn(text: string, position: number): string {
  const before = text.slice(0, position).split(/\r\n|\r|\n/);
  const where = `at line ${before.length}, column ${before[before.length - 1].length + 1}`;
  return position >= text.trimEnd().length ? `${where}, where the text ends` : where;
}
