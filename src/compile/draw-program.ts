import type { Numeric } from '../numeric/numeric.js';
import type { Words } from '../numeric/words.js';
import type { Part } from './part.js';
import { Trace } from './trace.js';
import { traced } from './traced.js';
import { tracedWords } from './traced-words.js';

/** How samples are drawn: tries from a generator's state, until one is accepted. */
export interface DrawProgram {
  /** Words of a generator's state. */
  readonly words: number;
  /** Values of a sample. */
  readonly inputs: number;
  /** So many rejections in a row are too many. */
  readonly most: number;
  next<W, T, C>(words: Words<W, T>, n: Numeric<T, C>, state: readonly W[]): Drawn<W, T, C>;
}

export interface Drawn<W, T, C> {
  readonly state: readonly W[];
  readonly values: readonly T[];
  readonly isAccepted: C;
}

/** Its outputs are the next state, the values and whether they are accepted. */
export function recordDraw(program: DrawProgram): Part {
  const trace = new Trace();
  const state = trace.inputs('word', program.words);
  const drawn = program.next(tracedWords(trace), traced(trace), state);
  return { trace, outputs: [...drawn.state, ...drawn.values, drawn.isAccepted] };
}
