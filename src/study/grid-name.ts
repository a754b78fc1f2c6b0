import type { Json } from '../base/canonical-json.js';

/** Values of a grid's fields by path, in the order of the grid. */
export type GridPoint = readonly (readonly [path: string, value: Json])[];

/** The last part of a path, where no other path ends in it: `stepRule.mantissa` is `mantissa`. */
export function shortFieldName(path: string, paths: readonly string[]): string {
  const last = (text: string) => text.slice(text.lastIndexOf('.') + 1);
  return paths.filter((other) => last(other) === last(path)).length === 1 ? last(path) : path;
}

/**
 * What a setting at a point of a grid is called after its own name: ` learningRate=0.05 mantissa=false`.
 * @param paths all paths of the grid, those of the number system too
 */
export function gridSuffix(point: GridPoint, paths: readonly string[]): string {
  return point
    .map(
      ([path, value]) => ` ${shortFieldName(path, paths)}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('');
}

/**
 * The inverse: the setting's own name. A name that does not say the point is returned whole.
 *
 * Whole paths are looked for before their last parts: of `a.rate=1 rate=1`, a name made of fields, the point
 * a.rate = 1 takes the first field, though the name ends as that point is called after another name.
 */
export function withoutGridSuffix(name: string, point: GridPoint): string {
  if (point.length === 0) return name;
  const paths = point.map(([path]) => path);
  // Where a field of the identity ends as a setting's does, the path stands whole in the name.
  const whole = gridSuffix(point, [...paths, ...paths]);
  const short = gridSuffix(point, paths);
  return withoutEnd(name, whole) ?? withoutFields(name, point) ?? withoutEnd(name, short) ?? name;
}

function withoutEnd(name: string, end: string): string | null {
  return name.endsWith(end) ? name.slice(0, -end.length) : null;
}

/** A name that is made of fields, without those of the grid; null where one of them is not there. */
function withoutFields(name: string, point: GridPoint): string | null {
  let rest = ` ${name} `;
  for (const [path, value] of point) {
    const own = ` ${path}=${typeof value === 'string' ? value : JSON.stringify(value)} `;
    if (!rest.includes(own)) return null;
    rest = rest.replace(own, () => ' ');
  }
  return rest.slice(1, -1);
}
