import type { StepModule } from './step-module.js';
import { run, type Running } from './wasm/instance.js';

const allBits = 2 ** 32 - 1;

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
  readonly #running: Running;

  constructor(readonly compiled: StepModule) {
    this.#running = run(compiled.module);
    this.#numbers = new Float64Array(this.#running.memory);
    this.#words = new BigUint64Array(this.#running.memory);
    this.#halves = new Uint32Array(this.#running.memory);
    this.#kept = new Uint32Array(2 * (compiled.drawing?.words ?? 0) * compiled.width);
  }

  setState(lane: number, state: readonly number[]): void {
    const first = this.#at(this.compiled.layout.state, 0, lane);
    for (let k = 0; k < state.length; k++) this.#numbers[first + k * this.compiled.width] = state[k];
  }

  /** An entry of a lane's state. */
  entryOf(lane: number, entry: number): number {
    return this.#numbers[this.#at(this.compiled.layout.state, entry, lane)];
  }

  /** The first entries of a lane's state. */
  stateOf(lane: number, count: number): number[] {
    const state: number[] = [];
    for (let k = 0; k < count; k++) state.push(this.entryOf(lane, k));
    return state;
  }

  /** Whether a lane is asked for its reasons to halt. */
  setLive(lane: number, live: 'live' | 'idle'): void {
    const at = 2 * this.#at(this.compiled.layout.live, 0, lane);
    this.#halves.fill(live === 'live' ? allBits : 0, at, at + 2);
  }

  /** Whether a reason held after the last step of the last call. */
  hasHalted(lane: number, reason: number): boolean {
    return this.#halves[2 * this.#at(this.compiled.layout.halts, reason, lane)] !== 0;
  }

  /** The state of a lane's generator. */
  setWords(lane: number, words: readonly bigint[]): void {
    words.forEach((word, k) => (this.#words[this.#at(this.compiled.layout.words, k, lane)] = word));
  }

  /** Keeps the state of a lane's generator. */
  keepWords(lane: number): void {
    const first = 2 * this.#at(this.compiled.layout.words, 0, 0);
    for (let at = 2 * lane; at < this.#kept.length; at += 2 * this.compiled.width) {
      this.#kept[at] = this.#halves[first + at];
      this.#kept[at + 1] = this.#halves[first + at + 1];
    }
  }

  /** The state that was kept. */
  keptWords(lane: number): bigint[] {
    const kept = new BigUint64Array(this.#kept.buffer);
    const count = this.compiled.drawing?.words ?? 0;
    return Array.from({ length: count }, (_, k) => kept[k * this.compiled.width + lane]);
  }

  /** A sample of a step of the page. @param index of the sample in its batch */
  setSample(lane: number, step: number, index: number, values: readonly number[]): void {
    const { batch, inputs } = this.compiled.program;
    const first = this.#at(this.compiled.layout.samples, (step * batch + index) * inputs, lane);
    for (let k = 0; k < inputs; k++) this.#numbers[first + k * this.compiled.width] = values[k];
  }

  /** Gives a lane all that another one has: state, generator, samples. */
  copy(from: number, to: number): void {
    const { start, width, layout } = this.compiled;
    const end = (start + layout.size) / 8;
    for (let row = (start + layout.words) / 8; row < end; row += width) {
      this.#words[row + to] = this.#words[row + from];
    }
  }

  /**
   * Draws the samples of each lane from a step of the page on, to its end: none where it is the end.
   * @returns a lane that has not got them, since too many tries were rejected; null where there is none
   */
  draw(from: readonly number[]): number | null {
    const { layout, program, page, start } = this.compiled;
    const step = program.batch * layout.sample;
    const [position, end] = [this.#at(layout.position, 0, 0), this.#at(layout.end, 0, 0)];
    for (let lane = 0; lane < from.length; lane++) {
      this.#halves[2 * (position + lane)] = from[lane] * step;
      this.#halves[2 * (end + lane)] = page * step;
    }
    this.#running.call('draw', start);
    const short = from.findIndex((_, lane) => this.#halves[2 * (position + lane)] !== page * step);
    return short < 0 ? null : short;
  }

  /**
   * So many steps of all lanes, 1 or more, from a step of the page on; fewer where a lane that is alive has a
   * reason to halt.
   * @returns how many
   */
  advance(from: number, steps: number): number {
    const { layout, program, start } = this.compiled;
    const samples = start + layout.samples + from * program.batch * layout.sample;
    this.#running.call('advance', start, samples, steps);
    return steps - this.#numbers[this.#at(layout.left, 0, 0)];
  }

  #at(part: number, row: number, lane: number): number {
    return (this.compiled.start + part) / 8 + row * this.compiled.width + lane;
  }
}
