import { askingFor } from './asking.js';
import { runCalling } from './calls.js';
import { placesOf, type Places } from './layout.js';
import type { StepModule } from './step-module.js';

const allBits = 2 ** 32 - 1;

/** Draws samples for the lanes of a group, or for two of them: from the address of their first vector on. */
interface Drawing {
  all(group: number): void;
  pair(vector: number): void;
}

/**
 * A step program at work on a run in each lane: states and samples of one group of lanes. Samples stand on a
 * page, from which all lanes read at the same place.
 */
export class StepKernel {
  readonly #numbers: Float64Array;
  readonly #words: BigUint64Array;
  /** Low halves of words, then high ones: a whole number takes no memory, a word does. */
  readonly #halves: Uint32Array;
  /** Words of generators that were kept. */
  readonly #kept: Uint32Array;
  readonly #advance: (group: number, samples: number, steps: number) => void;
  /** null where samples are handed in. */
  readonly #drawing: Drawing | null;
  readonly #width: number;
  readonly #places: Places;

  constructor(readonly compiled: StepModule) {
    const running = runCalling(compiled.module);
    const { memory } = running;
    this.#numbers = new Float64Array(memory);
    this.#words = new BigUint64Array(memory);
    this.#halves = new Uint32Array(memory);
    this.#kept = new Uint32Array(2 * (compiled.drawing?.words ?? 0) * compiled.width);
    this.#advance = running.exported('advance');
    this.#drawing =
      compiled.drawing === null ? null : { all: running.exported('draw'), pair: running.exported('drawPair') };
    this.#width = compiled.width;
    this.#places = placesOf(compiled.layout, compiled.start);
  }

  /** Entries of a lane's state, from one of them on. */
  setState(lane: number, from: number, state: readonly number[]): void {
    const first = this.#at(this.#places.state, from, lane);
    for (let k = 0; k < state.length; k++) this.#numbers[first + k * this.#width] = state[k];
  }

  /** An entry of a lane's state. */
  entryOf(lane: number, entry: number): number {
    return this.#numbers[this.#at(this.#places.state, entry, lane)];
  }

  /** The first entries of a lane's state. */
  stateOf(lane: number, count: number): number[] {
    const state: number[] = [];
    for (let k = 0; k < count; k++) state.push(this.entryOf(lane, k));
    return state;
  }

  /** Whether a lane is asked for its reasons to halt. */
  setLive(lane: number, live: 'live' | 'idle'): void {
    const at = 2 * this.#at(this.#places.live, 0, lane);
    const half = live === 'live' ? allBits : 0;
    this.#halves[at] = half;
    this.#halves[at + 1] = half;
  }

  /** Whether a reason held after the last step of the last call. */
  hasHalted(lane: number, reason: number): boolean {
    return this.#halves[2 * this.#at(this.#places.halts, reason, lane)] !== 0;
  }

  /** The state of a lane's generator, as the halves of its words: of each the lower one before the other. */
  setWords(lane: number, halves: readonly number[]): void {
    const first = 2 * this.#at(this.#places.words, 0, lane);
    for (let k = 0; k < halves.length; k++) this.#halves[first + (k >> 1) * 2 * this.#width + (k & 1)] = halves[k];
  }

  /** Keeps the state of a lane's generator. */
  keepWords(lane: number): void {
    const first = 2 * this.#at(this.#places.words, 0, 0);
    for (let at = 2 * lane; at < this.#kept.length; at += 2 * this.#width) {
      this.#kept[at] = this.#halves[first + at];
      this.#kept[at + 1] = this.#halves[first + at + 1];
    }
  }

  /** The state that was kept, as `setWords` takes it. */
  keptWords(lane: number): number[] {
    const halves: number[] = [];
    for (let at = 2 * lane; at < this.#kept.length; at += 2 * this.#width) {
      halves.push(this.#kept[at], this.#kept[at + 1]);
    }
    return halves;
  }

  /** The samples of a step of the page: each its part of `inputs`, then its part of `targets`. */
  setBatch(lane: number, step: number, inputs: Float64Array, targets: Float64Array): void {
    const { batch, inputs: each } = this.compiled.program;
    const first = this.#at(this.#places.samples, step * batch * each, lane);
    const I = inputs.length / batch;
    this.#setColumns(first, each, inputs, I);
    this.#setColumns(first + I * this.#width, each, targets, targets.length / batch);
  }

  /** Some values of each sample, a value of all samples at a time: loops over them are long. */
  #setColumns(first: number, each: number, values: Float64Array, count: number): void {
    const numbers = this.#numbers;
    const by = each * this.#width;
    for (let column = 0; column < count; column++) {
      let at = first + column * this.#width;
      for (let k = column; k < values.length; k += count, at += by) numbers[at] = values[k];
    }
  }

  /** Gives a lane all that another one has: state, generator, samples. */
  copy(from: number, to: number): void {
    const { words, size } = this.#places;
    for (let row = words; row < size; row += this.#width) {
      this.#words[row + to] = this.#words[row + from];
    }
  }

  /**
   * Draws the samples of each lane from a step of the page on, to its end: none where it is the end, or where
   * samples are handed in.
   * @returns a lane that has not got them, since too many tries were rejected; null where there is none
   */
  draw(from: readonly number[]): number | null {
    if (this.#drawing === null) return null;
    const { layout, program, page, start } = this.compiled;
    const step = program.batch * layout.sample;
    const [position, end] = [2 * this.#places.position, 2 * this.#places.end];
    for (let lane = 0; lane < from.length; lane++) {
      this.#halves[position + 2 * lane] = from[lane] * step;
      this.#halves[end + 2 * lane] = page * step;
    }
    const asking = askingFor(from, page);
    if (asking === 'all') this.#drawing.all(start);
    else for (const first of asking) this.#drawing.pair(start + 8 * first);
    for (let lane = 0; lane < from.length; lane++) {
      if (this.#halves[position + 2 * lane] !== page * step) return lane;
    }
    return null;
  }

  /**
   * So many steps of all lanes, 1 or more, from a step of the page on; fewer where a lane that is alive has a
   * reason to halt.
   * @returns how many
   */
  advance(from: number, steps: number): number {
    const { layout, program, start } = this.compiled;
    this.#advance(start, start + layout.samples + from * program.batch * layout.sample, steps);
    return steps - this.#numbers[this.#places.left];
  }

  #at(part: number, row: number, lane: number): number {
    return part + row * this.#width + lane;
  }
}
