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

/** The inverse: the setting's own name. A name that does not end as the grid has it is returned whole. */
export function withoutGridSuffix(name: string, point: GridPoint): string {
  if (point.length === 0) return name;
  const paths = point.map(([path]) => path);
  // Where a field of the identity ends as a setting's does, the path stands whole in the name.
  const suffix = [paths, [...paths, ...paths]]
    .map((all) => gridSuffix(point, all))
    .find((possible) => name.endsWith(possible));
  if (suffix !== undefined) return name.slice(0, -suffix.length);
  return withoutFields(name, point);
}

/** A name that is made of fields, without those of the grid; whole where one of them is not there. */
function withoutFields(name: string, point: GridPoint): string {
  let rest = ` ${name} `;
  for (const [path, value] of point) {
    const own = ` ${path}=${typeof value === 'string' ? value : JSON.stringify(value)} `;
    if (!rest.includes(own)) return name;
    rest = rest.replace(own, () => ' ');
  }
  return rest.slice(1, -1);
}
