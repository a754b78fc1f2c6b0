/**
 * A value as JSON for people: two spaces a level, lists of plain values on one line, fields in the order they
 * have, −0 as "-0" (which JSON.stringify would write as 0). Fields that are undefined are left out, as
 * JSON.stringify does.
 * @param value plain data with finite numbers
 * @throws RangeError for anything JSON cannot hold
 */
export function readableJson(value: unknown): string {
  return textAt('', value);
}

function textAt(margin: string, value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  const inner = `${margin}  `;
  const block = (open: string, parts: readonly string[], close: string) =>
    parts.length === 0 ? open + close : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${margin}${close}`;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const isPlain = items.every((item) => typeof item !== 'object' || item === null);
    const parts = items.map((item) => textAt(inner, item));
    return isPlain ? `[${parts.join(', ')}]` : block('[', parts, ']');
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return block(
      '{',
      fields.map(([key, field]) => `${JSON.stringify(key)}: ${textAt(inner, field)}`),
      '}',
    );
  }
  throw new RangeError(`a ${typeof value} is not JSON`);
}
