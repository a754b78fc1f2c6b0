import { vectorBytes } from './assembly/rows.js';

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
  /** How many reasons to halt there are. */
  readonly halts: number;
  readonly vectors: number;
  /** For how many steps there are samples. */
  readonly steps: number;
}

/** Where a group of lanes has its rows, in bytes from its beginning. A row is a value a lane. */
export interface Layout {
  readonly row: number;
  /** How many steps the last call has left: in the first lane, as a number. */
  readonly left: number;
  /** In which lanes a reason to halt counts, as words: all bits, or none. */
  readonly live: number;
  /** Of each reason, where it held after the last step, likewise. */
  readonly halts: number;
  /** How far samples are to be drawn, and have been: bytes from the first one, as words. */
  readonly end: number;
  readonly position: number;
  readonly words: number;
  readonly state: number;
  /** Of each step, each sample and each value; and one sample more, where lanes that have all draw. */
  readonly samples: number;
  /** Of one sample. */
  readonly sample: number;
  /** Of the whole group. */
  readonly size: number;
}

export function layoutOf({ size, inputs, batch, words: wordCount, halts: haltCount, vectors, steps }: Room): Layout {
  const row = vectors * vectorBytes;
  const [left, live, halts] = [0, row, 2 * row];
  const end = halts + haltCount * row;
  const position = end + row;
  const words = position + row;
  const state = words + wordCount * row;
  const samples = state + size * row;
  const sample = inputs * row;
  const whole = samples + (steps * batch + 1) * sample;
  return { row, left, live, halts, end, position, words, state, samples, sample, size: whole };
}

/** Where rows begin, in numbers from the beginning of the memory. */
export type Places = Omit<Layout, 'row' | 'sample'>;

/** @param start where the group begins, in bytes */
export function placesOf(
  { left, live, halts, end, position, words, state, samples, size }: Layout,
  start: number,
): Places {
  const place = (bytes: number): number => (start + bytes) / 8;
  const drawing = { end: place(end), position: place(position), words: place(words) };
  const stepping = { left: place(left), live: place(live), halts: place(halts) };
  return { ...drawing, ...stepping, state: place(state), samples: place(samples), size: place(size) };
}
