import type { Lanes } from './lanes.js';
import { ModuleWriter } from './module-writer.js';
import type { Part } from './part.js';
import { runCalling } from './calls.js';
import { moduleOf, type Running } from '../wasm/instance.js';
import { vectorBytes } from './assembly/rows.js';

const opcodes = { store: 0x0b, subtract: 0x6b };

/**
 * A function of many rows of values, a row in each lane: some inputs are shared by all rows, the others are
 * each row's own. Rows are loaded once and can be mapped again and again.
 */
export class MapKernel {
  readonly #numbers: Float64Array;
  readonly #words: BigUint64Array;
  readonly #running: Running;
  /** Where shared inputs, rows and results begin, in numbers. */
  readonly #shared: number;
  readonly #rows: number;
  readonly #results: number;
  readonly #width: number;

  /**
   * @param part whose first inputs are shared @param shared how many they are @param own how many are a row's
   * @param room for how many rows
   */
  constructor(
    readonly part: Part,
    readonly shared: number,
    readonly own: number,
    { vectors, grouped }: Lanes,
    readonly room: number,
  ) {
    const module = new ModuleWriter({ vectors, grouped });
    writeMap(module, part, shared, own);
    this.#width = 2 * vectors;
    const groups = Math.ceil(room / this.#width);
    const before = 2 * Math.ceil(shared / 2);
    const { bytes, start } = module.finish(8 * (before + groups * this.#width * (own + part.outputs.length)));
    this.#shared = start / 8;
    this.#rows = this.#shared + before;
    this.#results = this.#rows + groups * this.#width * own;
    this.#running = runCalling(moduleOf(bytes));
    this.#numbers = new Float64Array(this.#running.memory);
    this.#words = new BigUint64Array(this.#running.memory);
  }

  setShared(values: readonly number[]): void {
    this.#numbers.set(values, this.#shared);
  }

  /** The numbers of a row, or their bits. */
  setRow(row: number, values: readonly number[]): void {
    values.forEach((value, k) => (this.#numbers[this.#at(this.#rows, row, k, this.own)] = value));
  }

  setWords(row: number, values: readonly bigint[]): void {
    values.forEach((value, k) => (this.#words[this.#at(this.#rows, row, k, this.own)] = value));
  }

  /** Maps so many rows from one on, which begins a group: a multiple of `width`. */
  map(from: number, count: number): void {
    const groups = Math.ceil(count / this.#width);
    const [rows, results] = [from * this.own, from * this.part.outputs.length];
    const addresses = [this.#shared, this.#rows + rows, this.#results + results].map((at) => 8 * at);
    if (groups > 0) this.#running.exported('map')(...addresses, groups);
  }

  /** A result of a row that has been mapped. */
  resultOf(row: number, output: number): number {
    return this.#numbers[this.#at(this.#results, row, output, this.part.outputs.length)];
  }

  wordOf(row: number, output: number): bigint {
    return this.#words[this.#at(this.#results, row, output, this.part.outputs.length)];
  }

  /** Rows of a group. */
  get width(): number {
    return this.#width;
  }

  #at(base: number, row: number, k: number, count: number): number {
    const lane = row % this.#width;
    return base + (row - lane) * count + k * this.#width + lane;
  }
}

/** Adds `map(shared, from, to, groups)`: addresses, and how many groups of rows, 1 or more. */
export function writeMap(module: ModuleWriter, part: Part, shared: number, own: number): void {
  const f = module.begin('map', ['i32', 'i32', 'i32', 'i32'], [part], []);
  const { code, rows } = f;
  const [given, from, to, left] = [0, 1, 2, 3];
  const inputs = rows.locals(own);
  const common = rows.shared(shared, given);
  code.loop();
  rows.load(inputs, from, 0);
  const push = f.lower(part, [...common, ...inputs]);
  part.outputs.forEach((_, output) => {
    for (let vector = 0; vector < rows.vectors; vector++) {
      code.get(to);
      push(output, vector);
      code.simdMemory(opcodes.store, output * rows.bytes + vector * vectorBytes);
    }
  });
  rows.point(from, from, own * rows.bytes);
  rows.point(to, to, part.outputs.length * rows.bytes);
  code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
}
