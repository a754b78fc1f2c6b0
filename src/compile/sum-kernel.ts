import { float64 } from '../numeric/backends/float64.js';
import type { Lanes } from './lanes.js';
import { sumModule } from './sum-module.js';
import type { RecordedTerms, SumProgram } from './sum-program.js';
import { runCalling } from './calls.js';
import { moduleOf, type Running } from '../wasm/instance.js';

/** A sum program at work on given samples, one in each lane; the core adds those that fill no group. */
export class SumKernel {
  readonly #running: Running;
  readonly #numbers: Float64Array;
  readonly #start: number;
  readonly #groups: number;
  readonly #rest: readonly (readonly number[])[];

  /** @param recorded the terms of the program */
  constructor(
    readonly program: SumProgram,
    recorded: RecordedTerms,
    lanes: Lanes,
    samples: readonly (readonly number[])[],
  ) {
    const width = 2 * lanes.vectors;
    this.#groups = Math.floor(samples.length / width);
    this.#rest = samples.slice(this.#groups * width);
    const { bytes, start } = sumModule(program, recorded, lanes, this.#groups);
    this.#running = runCalling(moduleOf(bytes));
    this.#numbers = new Float64Array(this.#running.memory);
    this.#start = start;
    const first = this.#samples / 8;
    samples.slice(0, this.#groups * width).forEach((sample, k) => {
      const group = first + Math.floor(k / width) * program.inputs * width;
      sample.forEach((value, row) => (this.#numbers[group + row * width + (k % width)] = value));
    });
  }

  /** The sums over all samples, in their order, from 0 on. */
  sumsAt(theta: readonly number[]): readonly number[] {
    const at = this.#start / 8;
    const { size, sums: count } = this.program;
    this.#numbers.set(theta, at);
    this.#numbers.fill(0, at + size, at + size + count);
    if (this.#groups > 0) this.#running.exported('sum')(this.#start, this.#samples, this.#groups);
    const sums = Array.from(this.#numbers.subarray(at + size, at + size + count));
    return addSamples(this.program, theta, this.#rest, sums);
  }

  get #samples(): number {
    return this.#start + 8 * (this.program.size + this.program.sums);
  }
}

/** The sums with those over some more samples, on the core. */
export function addSamples(
  program: SumProgram,
  theta: readonly number[],
  samples: readonly (readonly number[])[],
  before: readonly number[],
): readonly number[] {
  if (samples.length === 0) return before;
  const sums = [...before];
  const termsOf = program.on(float64);
  for (const sample of samples) {
    termsOf(theta, sample).forEach((terms, k) => {
      for (const term of terms) sums[k] += term;
    });
  }
  return sums;
}
