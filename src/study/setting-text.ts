import { canonicalJson } from '../base/canonical-json.js';
import { isJsonObject, type JsonObject } from '../base/json-object.js';

/**
 * What a setting is called: its fields, `optimiser=adam rate=0.1 layers.width=8`, in their order. A list is
 * one value.
 * @param otherwise what a setting without fields is called
 */
export function settingText(setting: unknown, otherwise: string): string {
  if (!isJsonObject(setting)) return valueText(setting);
  const parts = settingLeaves(setting).map(([path, value]) => `${path.join('.')}=${valueText(value)}`);
  return parts.length === 0 ? otherwise : parts.join(' ');
}

/** A field of a setting that is no object of fields itself, by the names that lead to it. */
export type SettingLeaf = readonly [path: readonly string[], value: unknown];

/** Every such field, in its order. A list is one value, and so is an object without fields. */
export function settingLeaves(setting: JsonObject, before: readonly string[] = []): readonly SettingLeaf[] {
  return Object.entries(setting).flatMap(([name, value]): readonly SettingLeaf[] => {
    if (value === undefined) return [];
    const path = [...before, name];
    return isJsonObject(value) && Object.keys(value).length > 0 ? settingLeaves(value, path) : [[path, value]];
  });
}

/** Text as it is where it cannot be taken for anything else. */
function valueText(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : canonicalJson(value);
}
