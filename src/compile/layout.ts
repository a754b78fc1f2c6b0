/** What a kernel is made for. */
export interface Room {
  /** Entries of a state. */
  readonly size: number;
  /** Values of a sample. */
  readonly inputs: number;
  /** Samples a step. */
  readonly batch: number;
  /** Words of a generator's state; 0 where samples are handed in. */
  readonly words: number;
  readonly vectors: number;
  /** Steps of one call. */
  readonly steps: number;
}

/** Where a group of lanes has its rows, in bytes from its beginning. A row is a value a lane. */
export interface Layout {
  readonly row: number;
  /** Step from which on a lane stands still, counted from the call. */
  readonly until: number;
  /** How far samples are drawn, and have been: bytes from the first one, as words. */
  readonly end: number;
  readonly position: number;
  readonly words: number;
  readonly state: number;
  /** Of each step. */
  readonly loss: number;
  /** Of each step. */
  readonly rate: number;
  /** Of each step, each sample and each value; and one sample more, where lanes that have all draw. */
  readonly samples: number;
  /** Of one sample. */
  readonly sample: number;
  /** Of the whole group. */
  readonly size: number;
}

const vectorBytes = 16;

export function layoutOf({ size, inputs, batch, words, vectors, steps }: Room): Layout {
  const row = vectors * vectorBytes;
  const [until, end, position, first] = [0, row, 2 * row, 3 * row];
  const state = first + words * row;
  const loss = state + size * row;
  const rate = loss + steps * row;
  const samples = rate + steps * row;
  const sample = inputs * row;
  const whole = samples + (steps * batch + 1) * sample;
  return { row, until, end, position, words: first, state, loss, rate, samples, sample, size: whole };
}
