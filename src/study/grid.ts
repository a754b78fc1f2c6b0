import type { Json } from '../base/canonical-json.js';
import { InputError, quoted } from '../base/input-error.js';
import type { GridPoint } from './grid-name.js';

/** Values of fields by path; every combination is a point. */
export type Grid = Readonly<Record<string, readonly Json[]>>;

/** More than this in one study is a slip of the keyboard. */
const mostSetups = 10_000;

/**
 * The points of a grid, the last field varying fastest; one of no fields where there is none.
 * @param bases how many settings are varied by it
 * @throws InputError where a field has no values, or there would be more than 10,000 setups
 */
export function gridPoints(grid: Grid, bases: number): readonly GridPoint[] {
  for (const [path, values] of Object.entries(grid)) {
    if (values.length === 0) throw new InputError(`grid: ${quoted(path)}: []: name at least one value`);
  }
  const count = bases * Object.values(grid).reduce((product, values) => product * values.length, 1);
  if (count > mostSetups) throw new InputError(`grid: ${count} setups: at most ${mostSetups} fit in one study`);
  return Object.entries(grid).reduce<GridPoint[]>(
    (all, [path, values]) => all.flatMap((point) => values.map((value) => [...point, [path, value] as const])),
    [[]],
  );
}
