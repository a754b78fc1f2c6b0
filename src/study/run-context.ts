import { InputError } from '../base/input-error.js';
import type { Generator } from '../random/generator.js';
import type { Experiment, RunContext } from './experiment.js';
import type { SeriesRows } from './row-text.js';
import type { Cell } from './tables/cell.js';

/** What a run is given, and the cells that it records, by series. */
export interface RecordedContext {
  readonly context: RunContext;
  readonly series: SeriesRows;
}

/** What a run with this seed is given. Its signal never aborts. */
export function contextOf(
  { series: declared = [] }: Pick<Experiment, 'series'>,
  generator: Generator,
  seed: number,
): RecordedContext {
  const streams = generator.streams(seed);
  const series: Record<string, Cell[][]> = Object.fromEntries(declared.map(({ name }) => [name, []]));
  const context: RunContext = {
    seed,
    generator: generator.name,
    rng: (stream) => streams[stream],
    signal: new AbortController().signal,
    record(name, cells) {
      if (!Object.hasOwn(series, name)) throw new InputError(`series: ${JSON.stringify(name)} is not declared`);
      series[name].push([...cells]);
    },
  };
  return { context, series };
}
