import { bitsOf } from '../wasm/bits.js';
import type { Layout } from './layout.js';
import type { PushOutput } from './lower.js';
import type { FunctionWriter, ModuleWriter } from './module-writer.js';
import type { Hoisted } from './hoist.js';
import type { RecordedStep, StepProgram } from './step-program.js';
import { vectorBytes, type Rows } from './assembly/rows.js';

const opcodes = {
  ...{ store: 0x0b, numberStore: 0x39, fromWhole: 0xb8, subtract: 0x6b, numberAdd: 0xf0 },
  ...{ load: 0x00, and: 0x4e, or: 0x50, anyTrue: 0x53 },
};
const minusZero = bitsOf(-0);

/**
 * Adds `advance(group, samples, steps)`: two addresses, and how many steps of all lanes, 1 or more, are made
 * from these samples on. It ends before them after a step that gave a lane that is alive a reason to halt.
 */
export function writeAdvance(
  module: ModuleWriter,
  program: StepProgram,
  { look, move, halts }: RecordedStep,
  layout: Layout,
): void {
  const f = module.begin('advance', ['i32', 'i32', 'i32'], look === null ? [move] : [look.once, look.each, move], [
    minusZero,
  ]);
  const { code, rows } = f;
  const [group, samples, left] = [0, 1, 2];
  const state = rows.locals(program.size);
  rows.load(state, group, layout.state);
  code.block().loop();
  const next = () => oneSample(f, program, layout, samples);
  const given = look === null ? next() : sums(f, program, look, state, next);
  const push = f.lower(move, [...state, ...given]);
  code.get(left).i32(1).plain(opcodes.subtract).set(left);
  halts.forEach((halt) => storeHalt(f, push, program.size + halt, layout.halts + halt * layout.row));
  const isHalted = pushHalted(
    f,
    push,
    halts.map((halt) => program.size + halt),
    layout.live,
  );
  rows.assign(state, push);
  if (isHalted !== null) code.get(isHalted).branchIf(1);
  code.get(left).branchIf(0).end().end();
  rows.store(state, group, layout.state);
  code.get(group).get(left).plain(opcodes.fromWhole).memory(opcodes.numberStore, layout.left);
}

/** Reads the next sample of all lanes. @param address a local */
function oneSample({ rows }: FunctionWriter, { inputs }: StepProgram, layout: Layout, address: number): Rows {
  const sample = rows.locals(inputs);
  rows.load(sample, address, 0);
  rows.point(address, address, layout.sample);
  return sample;
}

/** The sums over a batch, from −0 on: what is added to it stays as it is. */
function sums(f: FunctionWriter, program: StepProgram, look: Hoisted, state: Rows, next: () => Rows): Rows {
  const { code, rows } = f;
  const pushOnce = f.lower(look.once, state);
  const once = rows.locals(look.once.outputs.length);
  rows.assign(once, pushOnce);
  const total = rows.locals(look.each.outputs.length);
  const left = code.local('i32');
  rows.each(total, (local) => {
    f.pushConstant(minusZero);
    code.set(local);
  });
  code.i32(program.batch).set(left).loop();
  const push = f.lower(look.each, [...state, ...next(), ...once]);
  rows.assign(total, (row, vector) => {
    code.get(total[row][vector]);
    push(row, vector);
    code.simd(opcodes.numberAdd);
  });
  code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
  return total;
}

/** Writes where a reason held. */
function storeHalt({ code, rows }: FunctionWriter, push: PushOutput, output: number, offset: number): void {
  for (let vector = 0; vector < rows.vectors; vector++) {
    code.get(0);
    push(output, vector);
    code.simdMemory(opcodes.store, offset + vector * vectorBytes);
  }
}

/** @returns a local that is not 0 where a lane that is alive has a reason to halt; null where none can */
function pushHalted(
  { code, rows }: FunctionWriter,
  push: PushOutput,
  outputs: readonly number[],
  live: number,
): number | null {
  if (outputs.length === 0) return null;
  for (let vector = 0; vector < rows.vectors; vector++) {
    outputs.forEach((output, k) => {
      push(output, vector);
      if (k > 0) code.simd(opcodes.or);
    });
    code
      .get(0)
      .simdMemory(opcodes.load, live + vector * vectorBytes)
      .simd(opcodes.and);
    if (vector > 0) code.simd(opcodes.or);
  }
  const isHalted = code.local('i32');
  code.simd(opcodes.anyTrue).set(isHalted);
  return isHalted;
}
