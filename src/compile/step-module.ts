import { lower, type PushOutput, type Target } from './lower.js';
import { indexIn, type Lanes } from './map.js';
import { schedule } from './schedule.js';
import { recordStep, type Part, type StepProgram } from './step-program.js';
import { constantsOf, stepsOf, type Step } from './steps.js';
import { Code } from './wasm/code.js';
import { Constants } from './wasm/constants.js';
import { encode } from './wasm/module.js';

const vectorBytes = 16;
const opcodes = { load: 0x00, store: 0x0b, add: 0x6a, subtract: 0x6b };
const simd = { less: 0x49, select: 0x52, add: 0xf0 };
const minusZero = 2n ** 63n;
const one = 0x3ffn << 52n;

/** Where a group of lanes has its rows, in bytes from its beginning. A row is a value a lane. */
export interface Layout {
  readonly row: number;
  /** Step from which on a lane stands still, counted from the call. */
  readonly until: number;
  readonly state: number;
  /** Of each step. */
  readonly loss: number;
  /** Of each step. */
  readonly rate: number;
  /** Of each step, each sample and each of its values. */
  readonly samples: number;
  /** Of the whole group. */
  readonly size: number;
}

/** @param steps for how many steps of one call there is room */
export function layoutOf({ size, inputs, batch }: StepProgram, { vectors }: Lanes, steps: number): Layout {
  const row = vectors * vectorBytes;
  const state = row;
  const loss = state + size * row;
  const rate = loss + steps * row;
  const samples = rate + steps * row;
  return { row, until: 0, state, loss, rate, samples, size: samples + steps * batch * inputs * row };
}

/** A module that exports `advance(group, steps)`: the address of a group, and how many steps, 1 or more. */
export interface StepModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where groups may begin. */
  readonly start: number;
  readonly layout: Layout;
}

/**
 * @param steps for how many steps of one call a group has room
 * @throws Error where the program asks a number system for more than can be recorded
 */
export function stepModule(program: StepProgram, lanes: Lanes, steps: number): StepModule {
  const layout = layoutOf(program, lanes, steps);
  const writer = new StepWriter(program, lanes, layout);
  writer.write();
  const { constants, code, imports } = writer;
  const pages = Math.ceil((constants.size + layout.size) / 65_536);
  const bytes = encode({ imports, functions: { advance: code }, pages, data: constants.data });
  return { bytes, start: constants.size, layout };
}

/** The locals of some values: of each one a vector. */
type Rows = readonly (readonly number[])[];

class StepWriter {
  readonly constants = new Constants();
  readonly imports: string[] = [];
  readonly code = new Code(['i32', 'i32']);
  readonly #group = 0;
  readonly #left = 1;
  readonly #samples = this.code.local('i32');
  readonly #losses = this.code.local('i32');
  readonly #rates = this.code.local('i32');
  readonly #state: Rows;
  readonly #sample: Rows;
  readonly #until: Rows;
  readonly #step = this.code.local('v128');
  readonly #rate: Rows;

  constructor(
    readonly program: StepProgram,
    readonly lanes: Lanes,
    readonly layout: Layout,
  ) {
    this.#state = this.#rows(program.size);
    this.#sample = this.#rows(program.inputs);
    this.#until = this.#rows(1);
    this.#rate = this.#rows(1);
  }

  write(): void {
    const { code, layout, program } = this;
    const { look, move } = recordStep(program);
    const parts = [look, move].map((part) => (part === null ? [] : this.#stepsOf(part)));
    const bits = [look, move].flatMap((part, k) => (part === null ? [] : [...constantsOf(parts[k], part.outputs)]));
    const pushConstant = this.constants.load(code, new Set([...bits, one, minusZero]));
    this.#loadRows(this.#until, this.#group, layout.until);
    this.#loadRows(this.#state, this.#group, layout.state);
    this.#pointAt(this.#losses, layout.loss);
    this.#pointAt(this.#rates, layout.rate);
    this.#pointAt(this.#samples, layout.samples);
    code.loop();
    this.#loadRows(this.#rate, this.#rates, 0);
    const given = look === null ? this.#oneSample() : this.#sums(look, parts[0], pushConstant);
    this.#move(lower(parts[1], move.outputs, this.#target([...this.#state, ...given, ...this.#rate], pushConstant)));
    this.#forward(this.#losses, layout.row);
    this.#forward(this.#rates, layout.row);
    code.get(this.#step);
    pushConstant(one);
    code.simd(simd.add).set(this.#step);
    code.get(this.#left).i32(1).plain(opcodes.subtract).tee(this.#left).branchIf(0).end();
    this.#eachRow(this.#state, (local, offset) => {
      code
        .get(this.#group)
        .get(local)
        .simdMemory(opcodes.store, layout.state + offset);
    });
  }

  #stepsOf({ trace, outputs }: Part): readonly Step[] {
    return stepsOf(schedule(trace, outputs));
  }

  #target(rows: Rows, pushConstant: (bits: bigint) => void): Target {
    const { code, constants, imports } = this;
    return {
      assembly: {
        code,
        functionNamed: (name) => indexIn(imports, name),
        addressOf: (table) => constants.addressOf(table),
      },
      ...this.lanes,
      pushConstant,
      pushInput: (index, vector) => code.get(rows[index][vector]),
    };
  }

  #oneSample(): Rows {
    this.#loadRows(this.#sample, this.#samples, 0);
    this.#forward(this.#samples, this.program.inputs * this.layout.row);
    return this.#sample;
  }

  /** The sums over a batch, from −0 on: what is added to it stays as it is. */
  #sums(look: Part, steps: readonly Step[], pushConstant: (bits: bigint) => void): Rows {
    const { code } = this;
    const sums = this.#rows(look.outputs.length);
    const left = code.local('i32');
    for (const local of sums.flat()) {
      pushConstant(minusZero);
      code.set(local);
    }
    code.i32(this.program.batch).set(left).loop();
    const rows = [...this.#state, ...this.#oneSample()];
    const push = lower(steps, look.outputs, this.#target(rows, pushConstant));
    sums.forEach((row, k) =>
      row.forEach((local, vector) => {
        code.get(local);
        push(k, vector);
        code.simd(simd.add).set(local);
      }),
    );
    code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
    return sums;
  }

  /** Takes the next state in lanes that do not stand still yet, and writes the losses of all. */
  #move(push: PushOutput): void {
    const { code } = this;
    const [until] = this.#until;
    this.#eachRow([until], (_, offset, vector) => {
      code.get(this.#losses);
      push(this.program.size, vector);
      code.simdMemory(opcodes.store, offset);
    });
    const moving = until.map((last) => {
      const local = code.local('v128');
      code.get(this.#step).get(last).simd(simd.less).set(local);
      return local;
    });
    // All are on the stack before the first is set: an output may be an entry as it was.
    this.#state.forEach((row, k) =>
      row.forEach((local, vector) => {
        push(k, vector);
        code.get(local).get(moving[vector]).simd(simd.select);
      }),
    );
    for (const local of this.#state.flat().toReversed()) code.set(local);
  }

  #rows(count: number): Rows {
    return Array.from({ length: count }, () =>
      Array.from({ length: this.lanes.vectors }, () => this.code.local('v128')),
    );
  }

  #eachRow(rows: Rows, emit: (local: number, offset: number, vector: number) => void): void {
    rows.forEach((row, k) => row.forEach((local, u) => emit(local, k * this.layout.row + u * vectorBytes, u)));
  }

  #loadRows(rows: Rows, address: number, from: number): void {
    this.#eachRow(rows, (local, offset) =>
      this.code
        .get(address)
        .simdMemory(opcodes.load, from + offset)
        .set(local),
    );
  }

  #pointAt(local: number, offset: number): void {
    this.code.get(this.#group).i32(offset).plain(opcodes.add).set(local);
  }

  #forward(local: number, by: number): void {
    this.code.get(local).i32(by).plain(opcodes.add).set(local);
  }
}
