/** Plain data nested deeper than this is refused: what reads it may call itself once a level. */
export const deepest = 100;

/**
 * Whether a value is nested at most `deepest` levels deep. One that holds itself is not. Ends for every value
 * whose parts are held once.
 */
export function isShallow(value: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= deepest) return false;
    for (const part of Object.values(next.value)) open.push({ value: part, depth: next.depth + 1 });
  }
  return true;
}
