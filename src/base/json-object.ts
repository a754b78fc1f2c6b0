/** An object as JSON gives it: anything by name. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A field of an object, undefined where it has none: `constructor` and what else every object inherits are
 * names as any other.
 */
export function fieldOf<Value>(fields: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return name in Object.prototype && !Object.hasOwn(fields, name) ? undefined : fields[name];
}
