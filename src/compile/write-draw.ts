import { RowCode } from './assembly/rows.js';
import { recordDraw, type DrawProgram } from './draw-program.js';
import type { Lanes } from './lanes.js';
import type { Layout } from './layout.js';
import type { PushOutput } from './lower.js';
import type { FunctionWriter, ModuleWriter } from './module-writer.js';
import { bitsOf } from '../wasm/bits.js';

const opcodes = {
  ...{ storeLane: 0x5b, extractWord: 0x1d, wordAdd: 0xce, wordLess: 0xd8, numberAdd: 0xf0, equal: 0x47 },
  ...{ and: 0x4e, andNot: 0x4f, or: 0x50, select: 0x52, anyTrue: 0x53, wrap: 0xa7, i32Add: 0x6a, isZero: 0x45 },
};
const one = bitsOf(1);

/** For which lanes, and where in their group they have their rows. */
interface Drawing {
  readonly lanes: Lanes;
  readonly layout: Layout;
}

/** A vector by itself: where a lane takes a new run, most others have their samples. */
export const pair: Lanes = { vectors: 1, grouped: 1 };

/**
 * Adds `NAME(vectors)`: draws samples from the generators of some vectors' lanes, from where they stand until
 * every lane has those that it is to have. Its address is that of the first vector in the group.
 * All lanes try at once; a try counts where it is accepted and the lane has room, and a lane that has all its
 * samples keeps its generator's state. Where a lane has been rejected too often it ends before they are
 * there.
 */
export function writeDraw(name: string, module: ModuleWriter, program: DrawProgram, { lanes, layout }: Drawing): void {
  const part = recordDraw(program);
  const [sample, most] = [BigInt(layout.sample), bitsOf(program.most)];
  const f = module.begin(name, ['i32'], [part], [one, sample, most]);
  const { code } = f;
  const rows = new RowCode(code, lanes.vectors, layout.row);
  const group = 0;
  const words = rows.locals(program.words);
  const [position, end, open, rejected] = rows.locals(4);
  rows.load(words, group, layout.words);
  rows.load([end], group, layout.end);
  rows.load([position], group, layout.position);
  setOpen(f, open, position, end);
  code.loop();
  const push = f.lower(part, words, lanes);
  writeTries(f, program, layout, position, push);
  const accepted = program.words + program.inputs;
  rows.assign([...words, rejected, position], (row, vector) => {
    if (row < program.words) {
      push(row, vector);
      code.get(words[row][vector]).get(open[vector]).simd(opcodes.select);
    } else if (row === program.words) {
      // 1 more where a try was rejected, 0 after one that was accepted, and where none was made.
      code.get(rejected[vector]);
      f.pushConstant(one);
      code.simd(opcodes.numberAdd).get(open[vector]);
      push(accepted, vector);
      code.simd(opcodes.andNot).simd(opcodes.and);
    } else {
      code.get(position[vector]);
      f.pushConstant(sample);
      push(accepted, vector);
      code.get(open[vector]).simd(opcodes.and).simd(opcodes.and).simd(opcodes.wordAdd);
    }
  });
  setOpen(f, open, position, end);
  branchWhileOpen(f, open, rejected, most);
  code.end();
  rows.store(words, group, layout.words);
  rows.store([position], group, layout.position);
}

/** Where a lane has room for samples. */
function setOpen(
  { code }: FunctionWriter,
  open: readonly number[],
  position: readonly number[],
  end: readonly number[],
) {
  open.forEach((local, u) => code.get(position[u]).get(end[u]).simd(opcodes.wordLess).set(local));
}

/** Writes each lane's try where its next sample stands: unless it counts, the next try goes there too. */
function writeTries(
  { code }: FunctionWriter,
  { words, inputs }: DrawProgram,
  layout: Layout,
  position: readonly number[],
  push: PushOutput,
): void {
  const address = code.local('i32');
  for (let lane = 0; lane < 2 * position.length; lane++) {
    const [vector, half] = [Math.floor(lane / 2), lane % 2];
    code.get(position[vector]).simd(opcodes.extractWord, half).plain(opcodes.wrap).get(0).plain(opcodes.i32Add);
    code.set(address);
    for (let k = 0; k < inputs; k++) {
      code.get(address);
      push(words + k, vector);
      code.simdMemory(opcodes.storeLane, layout.samples + k * layout.row + 8 * lane, half);
    }
  }
}

function branchWhileOpen(f: FunctionWriter, open: readonly number[], rejected: readonly number[], most: bigint): void {
  const { code } = f;
  const any = (locals: readonly number[], emit: (local: number) => void): void => {
    locals.forEach((local, k) => {
      emit(local);
      if (k > 0) code.simd(opcodes.or);
    });
    code.simd(opcodes.anyTrue);
  };
  any(open, (local) => code.get(local));
  any(rejected, (local) => {
    code.get(local);
    f.pushConstant(most);
    code.simd(opcodes.equal);
  });
  code.plain(opcodes.isZero).plain(0x71).branchIf(0);
}
