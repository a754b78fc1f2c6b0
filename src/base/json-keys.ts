/** A field of JSON text that is wrong by its name. */
export interface WrongKey {
  readonly key: string;
  /** Where its name begins. */
  readonly position: number;
  readonly why: 'twice' | 'no name';
}

/** What JSON is made of, as far as names of fields go. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The first field that an object has twice, or that is called `__proto__`: of the first, readers keep the
 * last, and of the second nothing at all. Null where there is none.
 * @param text JSON: nothing else is looked for
 */
export function wrongKeyIn(text: string): WrongKey | null {
  // Of each object that is open the names it has, and null for a list.
  const open: (Set<string> | null)[] = [];
  let last: { readonly text: string; readonly position: number } | null = null;
  for (const { 0: sign, index } of text.matchAll(token)) {
    const names = open.at(-1);
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(null);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ':' && last !== null && names instanceof Set) {
      const key = keyOf(last.text);
      const why = names.has(key) ? 'twice' : key === '__proto__' ? 'no name' : null;
      if (why !== null) return { key, position: last.position, why };
      names.add(key);
    }
    last = sign.startsWith('"') ? { text: sign, position: index } : null;
  }
  return null;
}

/** A name as it is meant: `"\u0061"` is `a`. */
function keyOf(quoted: string): string {
  const name = quoted.slice(1, -1);
  return name.includes('\\') ? String(JSON.parse(quoted)) : name;
}

/** Whether a value has a field called `__proto__` somewhere. Each part is looked at once. */
export function hasProtoField(value: unknown): boolean {
  const seen = new Set<unknown>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (Object.hasOwn(next, '__proto__')) return true;
    for (const part of Object.values(next)) open.push(part);
  }
  return false;
}
