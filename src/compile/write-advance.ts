import { bitsOf } from './bits.js';
import type { Layout } from './layout.js';
import type { FunctionWriter, ModuleWriter } from './module-writer.js';
import type { Part } from './part.js';
import { recordStep, type StepProgram } from './step-program.js';
import type { Rows } from './wasm/rows.js';

const opcodes = { store: 0x0b, subtract: 0x6b, less: 0x49, select: 0x52, numberAdd: 0xf0 };
const minusZero = bitsOf(-0);
const one = bitsOf(1);

/** The addresses of what stands at the next step, in locals. */
interface Pointers {
  readonly samples: number;
  readonly losses: number;
  readonly rates: number;
}

/**
 * Adds `advance(group, steps)`: so many steps, 1 or more, of all lanes of a group; a lane stands still from
 * the step on that is said. The loss of each step is written, before anything is changed.
 * @throws Error where the program asks a number system for more than can be recorded
 */
export function writeAdvance(module: ModuleWriter, program: StepProgram, layout: Layout): void {
  const { look, move } = recordStep(program);
  const f = module.begin('advance', ['i32', 'i32'], look === null ? [move] : [look, move], [one, minusZero]);
  const { code, rows } = f;
  const [group, left] = [0, 1];
  const at: Pointers = { samples: code.local('i32'), losses: code.local('i32'), rates: code.local('i32') };
  const [until, rate] = rows.locals(2);
  const state = rows.locals(program.size);
  const step = code.local('v128');
  rows.load([until], group, layout.until);
  rows.load(state, group, layout.state);
  rows.point(at.samples, group, layout.samples);
  rows.point(at.losses, group, layout.loss);
  rows.point(at.rates, group, layout.rate);
  code.loop();
  rows.load([rate], at.rates, 0);
  const given = look === null ? oneSample(f, program, layout, at) : sums(f, program, layout, at, look, state);
  moveOn(f, move, [...state, ...given, rate], { state, until, step }, at.losses);
  rows.point(at.losses, at.losses, layout.row);
  rows.point(at.rates, at.rates, layout.row);
  code.get(step);
  f.pushConstant(one);
  code.simd(opcodes.numberAdd).set(step);
  code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
  rows.store(state, group, layout.state);
}

/** Reads the next sample of all lanes. */
function oneSample({ rows }: FunctionWriter, { inputs }: StepProgram, layout: Layout, at: Pointers): Rows {
  const sample = rows.locals(inputs);
  rows.load(sample, at.samples, 0);
  rows.point(at.samples, at.samples, layout.sample);
  return sample;
}

/** The sums over a batch, from −0 on: what is added to it stays as it is. */
function sums(f: FunctionWriter, program: StepProgram, layout: Layout, at: Pointers, look: Part, state: Rows): Rows {
  const { code, rows } = f;
  const total = rows.locals(look.outputs.length);
  const left = code.local('i32');
  rows.each(total, (local) => {
    f.pushConstant(minusZero);
    code.set(local);
  });
  code.i32(program.batch).set(left).loop();
  const push = f.lower(look, [...state, ...oneSample(f, program, layout, at)]);
  rows.assign(total, (row, vector) => {
    code.get(total[row][vector]);
    push(row, vector);
    code.simd(opcodes.numberAdd);
  });
  code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
  return total;
}

/** What a lane carries from step to step. */
interface Carried {
  readonly state: Rows;
  readonly until: readonly number[];
  /** A local: how many steps have been made. */
  readonly step: number;
}

/** Writes the losses, and takes the next state in lanes that do not stand still yet. */
function moveOn(f: FunctionWriter, move: Part, inputs: Rows, { state, until, step }: Carried, losses: number): void {
  const { code, rows } = f;
  const push = f.lower(move, inputs);
  const moving = rows.row();
  rows.each([moving], (local, offset, vector) => {
    code.get(losses);
    push(state.length, vector);
    code.simdMemory(opcodes.store, offset);
    code.get(step).get(until[vector]).simd(opcodes.less).set(local);
  });
  rows.assign(state, (row, vector) => {
    push(row, vector);
    code.get(state[row][vector]).get(moving[vector]).simd(opcodes.select);
  });
}
