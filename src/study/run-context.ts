import type { Generator } from '../random/generator.js';
import type { Experiment, RunContext } from './experiment.js';
import type { SeriesRows } from './row-text.js';
import { runStreams } from './run-stream.js';
import { seriesRecorder } from './series-recorder.js';

/** What a run is given, and what it has recorded so far. */
export interface RecordedContext {
  readonly context: RunContext;
  /** The rows of every declared series. */
  readonly recorded: () => SeriesRows;
}

/** What a run with this seed is given. @param signal one of its own, which never aborts, where not given */
export function contextOf(
  { series = [] }: Pick<Experiment, 'series'>,
  generator: Generator,
  seed: number,
  signal?: AbortSignal,
): RecordedContext {
  const recorder = seriesRecorder(series);
  let own = signal;
  return {
    context: {
      seed,
      generator: generator.name,
      rng: runStreams(generator, seed),
      // Made where it is asked for: making one takes as long as a short trial.
      get signal() {
        return (own ??= new AbortController().signal);
      },
      record: (name, cells) => recorder.record(name, cells),
    },
    recorded: () => recorder.rows(),
  };
}
