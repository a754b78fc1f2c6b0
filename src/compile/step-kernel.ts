import type { DrawProgram } from './draw-program.js';
import { layoutOf, type Layout } from './layout.js';
import type { Lanes } from './lanes.js';
import { ModuleWriter } from './module-writer.js';
import type { StepProgram } from './step-program.js';
import { run, type Running } from './wasm/instance.js';
import { writeAdvance } from './write-advance.js';
import { writeDraw } from './write-draw.js';

/** A step program at work on a run in each lane: states, samples and losses of one group of lanes. */
export class StepKernel {
  /** How many lanes there are. */
  readonly width: number;
  readonly #numbers: Float64Array;
  readonly #words: BigUint64Array;
  readonly #running: Running;
  readonly #start: number;
  readonly #layout: Layout;
  #remembered = new BigUint64Array(0);

  /**
   * @param drawing how samples are drawn; null where they are handed in
   * @param room for how many steps of one call there is
   * @throws Error where a program cannot be compiled
   */
  constructor(
    readonly program: StepProgram,
    readonly drawing: DrawProgram | null,
    lanes: Lanes,
    readonly room: number,
  ) {
    const { size, inputs, batch } = program;
    const { vectors } = lanes;
    this.#layout = layoutOf({ size, inputs, batch, words: drawing?.words ?? 0, vectors, steps: room });
    const module = new ModuleWriter(lanes);
    writeAdvance(module, program, this.#layout);
    if (drawing !== null) writeDraw(module, drawing, this.#layout);
    const { bytes, start } = module.finish(this.#layout.size);
    this.width = 2 * vectors;
    this.#start = start;
    this.#running = run(bytes);
    this.#numbers = new Float64Array(this.#running.memory);
    this.#words = new BigUint64Array(this.#running.memory);
  }

  setState(lane: number, state: readonly number[]): void {
    state.forEach((value, k) => (this.#numbers[this.#at(this.#layout.state, k, lane)] = value));
  }

  /** The first entries of a lane's state. */
  stateOf(lane: number, count: number): number[] {
    const state: number[] = [];
    const first = this.#at(this.#layout.state, 0, lane);
    for (let k = 0; k < count; k++) state.push(this.#numbers[first + k * this.width]);
    return state;
  }

  /** Keeps the states of all lanes, and those of their generators, for `recall`. */
  remember(): void {
    const { words, loss } = this.#layout;
    this.#remembered = this.#words.slice((this.#start + words) / 8, (this.#start + loss) / 8);
  }

  /** Puts a lane back to where it was when states were kept. */
  recall(lane: number): void {
    const from = (this.#start + this.#layout.words) / 8;
    for (let at = lane; at < this.#remembered.length; at += this.width) this.#words[from + at] = this.#remembered[at];
  }

  /** The state of a lane's generator. */
  setWords(lane: number, words: readonly bigint[]): void {
    words.forEach((word, k) => (this.#words[this.#at(this.#layout.words, k, lane)] = word));
  }

  wordsOf(lane: number): bigint[] {
    const count = this.drawing?.words ?? 0;
    return Array.from({ length: count }, (_, k) => this.#words[this.#at(this.#layout.words, k, lane)]);
  }

  /** The rate of a step of the next call. */
  setRate(lane: number, step: number, rate: number): void {
    this.#numbers[this.#at(this.#layout.rate, step, lane)] = rate;
  }

  /** A sample of a step of the next call. @param index of the sample in its batch */
  setSample(lane: number, step: number, index: number, values: readonly number[]): void {
    const { batch, inputs } = this.program;
    const first = this.#at(this.#layout.samples, (step * batch + index) * inputs, lane);
    for (let k = 0; k < inputs; k++) this.#numbers[first + k * this.width] = values[k];
  }

  /**
   * Draws the samples of as many steps as each lane is to do.
   * @returns a lane that has not as many, since too many tries were rejected; null where there is none
   */
  draw(until: readonly number[]): number | null {
    const { sample, end, position } = this.#layout;
    const ends = until.map((steps) => BigInt(steps * this.program.batch * sample));
    ends.forEach((bytes, lane) => (this.#words[this.#at(end, 0, lane)] = bytes));
    this.#running.call('draw', this.#start);
    const short = ends.findIndex((bytes, lane) => this.#words[this.#at(position, 0, lane)] !== bytes);
    return short < 0 ? null : short;
  }

  /** Does as many steps as each lane is to do: no more than there is room for. */
  advance(until: readonly number[]): void {
    const most = Math.max(...until);
    until.forEach((step, lane) => (this.#numbers[this.#at(this.#layout.until, 0, lane)] = step));
    if (most > 0) this.#running.call('advance', this.#start, most);
  }

  /** The loss of a lane at a step of the last call, before the step. */
  lossAt(step: number, lane: number): number {
    return this.#numbers[this.#at(this.#layout.loss, step, lane)];
  }

  #at(part: number, row: number, lane: number): number {
    return (this.#start + part) / 8 + row * this.width + lane;
  }
}
