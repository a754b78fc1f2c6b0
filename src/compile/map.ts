import { lower } from './lower.js';
import type { Node } from './node.js';
import { schedule } from './schedule.js';
import { constantsOf, stepsOf } from './steps.js';
import type { Trace } from './trace.js';
import { Code } from './wasm/code.js';
import { Constants } from './wasm/constants.js';
import { run } from './wasm/instance.js';
import { encode } from './wasm/module.js';

const pageSize = 65_536;
const vectorBytes = 16;
const opcodes = { load: 0x00, store: 0x0b, add: 0x6a, subtract: 0x6b };

/** How a trace is laid out in lanes. */
export interface Lanes {
  /** Vectors of two lanes side by side. */
  readonly vectors: number;
  /** See `Target.grouped`. */
  readonly grouped: number;
}

/**
 * A module that maps rows of inputs to rows of outputs. A row is a value a lane; the rows of one group of
 * lanes stand one after the other. It exports `map(from, to, count)`: addresses, and how many groups.
 */
export interface MapModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where groups may begin, in bytes. */
  readonly start: number;
}

/** @param inputs how many inputs the trace has @param groups for how many there is room */
export function mapModule(
  trace: Trace,
  inputs: number,
  outputs: readonly Node[],
  { vectors, grouped }: Lanes,
  groups: number,
): MapModule {
  const code = new Code(['i32', 'i32', 'i32']);
  const [from, to, count] = [0, 1, 2];
  const constants = new Constants();
  const imports: string[] = [];
  const steps = stepsOf(schedule(trace, outputs));
  const pushConstant = constants.load(code, constantsOf(steps, outputs));
  const row = vectors * vectorBytes;
  code.loop();
  const push = lower(steps, outputs, {
    assembly: {
      code,
      functionNamed: (name) => indexIn(imports, name),
      addressOf: (table) => constants.addressOf(table),
    },
    ...{ vectors, grouped, pushConstant },
    pushInput: (index, vector) => code.get(from).simdMemory(opcodes.load, index * row + vector * vectorBytes),
  });
  outputs.forEach((_, output) => {
    for (let vector = 0; vector < vectors; vector++) {
      code.get(to);
      push(output, vector);
      code.simdMemory(opcodes.store, output * row + vector * vectorBytes);
    }
  });
  code
    .get(from)
    .i32(inputs * row)
    .plain(opcodes.add)
    .set(from);
  code
    .get(to)
    .i32(outputs.length * row)
    .plain(opcodes.add)
    .set(to);
  code.get(count).i32(1).plain(opcodes.subtract).tee(count).branchIf(0).end();
  const size = constants.size + groups * (inputs + outputs.length) * row;
  const pages = Math.ceil(size / pageSize);
  return {
    bytes: encode({ imports, functions: { map: code }, pages, data: constants.data }),
    start: constants.size,
  };
}

/** The index of a name in a list, to which it is added where it is not there. */
export function indexIn(names: string[], name: string): number {
  const known = names.indexOf(name);
  return known < 0 ? names.push(name) - 1 : known;
}

/**
 * Maps as the trace means it.
 * @param rows inputs, one list of 64-bit words a row @returns the same of outputs
 */
export function mapLanes(
  trace: Trace,
  outputs: readonly Node[],
  rows: readonly (readonly bigint[])[],
  lanes: Lanes,
): readonly (readonly bigint[])[] {
  const width = 2 * lanes.vectors;
  const inputs = rows[0]?.length ?? 0;
  const groups = Math.ceil(rows.length / width);
  const { bytes, start } = mapModule(trace, inputs, outputs, lanes, groups);
  const running = run(bytes);
  const words = new BigUint64Array(running.memory);
  const target = start / 8 + groups * inputs * width;
  const place = (base: number, row: number, index: number, count: number): number =>
    base + (Math.floor(row / width) * count + index) * width + (row % width);
  rows.forEach((row, k) => row.forEach((word, index) => (words[place(start / 8, k, index, inputs)] = word)));
  running.call('map', start, target * 8, groups);
  return rows.map((_, k) => outputs.map((__, index) => words[place(target, k, index, outputs.length)]));
}
