import type { Lanes } from './map.js';
import type { StepProgram } from './step-program.js';
import { stepModule, type Layout } from './step-module.js';
import { run, type Running } from './wasm/instance.js';

/** A step program at work on a run in each lane: states, samples and losses of one group of lanes. */
export class StepKernel {
  /** How many lanes there are. */
  readonly width: number;
  readonly #numbers: Float64Array;
  readonly #running: Running;
  readonly #start: number;
  readonly #layout: Layout;

  /**
   * @param room for how many steps of one call there is
   * @throws Error where the program cannot be compiled
   */
  constructor(
    readonly program: StepProgram,
    lanes: Lanes,
    readonly room: number,
  ) {
    const { bytes, start, layout } = stepModule(program, lanes, room);
    this.width = 2 * lanes.vectors;
    this.#running = run(bytes);
    this.#numbers = new Float64Array(this.#running.memory);
    this.#start = start;
    this.#layout = layout;
  }

  setState(lane: number, state: readonly number[]): void {
    state.forEach((value, k) => (this.#numbers[this.#at(this.#layout.state, k, lane)] = value));
  }

  stateOf(lane: number): number[] {
    return Array.from({ length: this.program.size }, (_, k) => this.#numbers[this.#at(this.#layout.state, k, lane)]);
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
