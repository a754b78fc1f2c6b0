import { Option } from 'commander';
import { z } from 'zod';
import type { Json } from '../base/canonical-json.js';
import { InputError, quoted } from '../base/input-error.js';
import { parsedJson } from '../base/parsed-json.js';
import { parseJson } from '../study/parse-text.js';
import { withField } from '../experiments/defined/describe-study.js';

/** `--set KEY=VALUE`, which may be given again. */
export function setOption(): Option {
  return new Option('--set <key=value>', "a field of the experiment's setting, as rate=0.1; may be given again")
    .default([], 'what its schema fills in')
    .argParser((field: string, before: readonly string[] | undefined) => [...(before ?? []), field]);
}

/**
 * The setting that `--set` gives: values as JSON where they are any, else as text; a path with dots for a
 * field of a field.
 * @throws InputError
 */
export function settingOf(fields: readonly string[], base: unknown = {}): unknown {
  const seen = new Set<string>();
  return fields.reduce<unknown>((setting, field) => {
    const at = field.indexOf('=');
    if (at <= 0) throw new InputError(`--set: ${quoted(field)}: must be KEY=VALUE`);
    const path = field.slice(0, at);
    if (seen.has(path)) throw new InputError(`--set: ${quoted(path)}: is given twice`);
    seen.add(path);
    try {
      return withField(setting, path, valueOf(path, field.slice(at + 1)));
    } catch (error) {
      if (error instanceof InputError) throw new InputError(error.message.replace(/^grid/, '--set'));
      throw error;
    }
  }, base);
}

function valueOf(path: string, text: string): Json {
  if (parsedJson(text) === undefined) return text;
  return jsonSchema.parse(parseJson(`--set: ${quoted(path)}`, text));
}

const jsonSchema = z.json();
