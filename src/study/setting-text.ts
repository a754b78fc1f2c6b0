import { canonicalJson } from '../base/canonical-json.js';
import { isJsonObject } from '../base/json-object.js';

/**
 * What a setting is called: its fields, `optimiser=adam rate=0.1 layers.width=8`, in their order. A list is
 * one value.
 * @param otherwise what a setting without fields is called
 */
export function settingText(setting: unknown, otherwise: string): string {
  const parts = isJsonObject(setting) ? fieldsOf(setting, '') : [valueText(setting)];
  return parts.length === 0 ? otherwise : parts.join(' ');
}

function fieldsOf(object: Readonly<Record<string, unknown>>, before: string): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (isJsonObject(value) && Object.keys(value).length > 0) return fieldsOf(value, `${before}${name}.`);
    return [`${before}${name}=${valueText(value)}`];
  });
}

/** Text as it is where it cannot be taken for anything else. */
function valueText(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : canonicalJson(value);
}
