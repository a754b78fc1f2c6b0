import { hoist } from './hoist.js';
import type { PushOutput } from './lower.js';
import type { Lanes } from './lanes.js';
import { ModuleWriter, type FunctionWriter } from './module-writer.js';
import { mostCases, tabulate } from './tabulate.js';
import type { RecordedTerms, SumProgram, Terms } from './sum-program.js';

const numberBytes = 8;
const opcodes = { load: 0x2b, store: 0x39, add: 0xa0, subtract: 0x6b, extract: 0x21 };

/**
 * A module that exports `sum(θ, samples, groups)`: two addresses, and how many groups there are, 1 or more.
 * Behind θ stand the sums, to which the terms are added one sample after the other. A group has a sample a
 * lane, and a row for each of a sample's values.
 */
export interface SumModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where θ, its sums and the groups may stand, in bytes. */
  readonly start: number;
}

/** @param groups for how many there is room */
export function sumModule(program: SumProgram, recorded: RecordedTerms, lanes: Lanes, groups: number): SumModule {
  const module = new ModuleWriter(lanes);
  writeSum(module, program, recorded);
  const numbers = program.size + program.sums + groups * program.inputs * 2 * lanes.vectors;
  return module.finish(numbers * numberBytes);
}

function writeSum(module: ModuleWriter, program: SumProgram, { trace, terms }: RecordedTerms): void {
  const whole = tabulate({ trace, outputs: terms.flat() }, program.size, mostCases);
  const { once, each } = hoist(whole, program.size);
  const f = module.begin('sum', ['i32', 'i32', 'i32'], [once, each], []);
  const { code, rows } = f;
  const [at, samples, left] = [0, 1, 2];
  const theta = rows.shared(program.size, at);
  const offsetOf = (sum: number): number => numberBytes * (program.size + sum);
  const sums = terms.map((_, k) => {
    const local = code.local('f64');
    code.get(at).memory(opcodes.load, offsetOf(k)).set(local);
    return local;
  });
  const pushOnce = f.lower(once, theta, { ...f.lanes, vectors: 1 });
  const fixed = rows.common(once.outputs.length, (output) => {
    pushOnce(output, 0);
  });
  const sample = rows.locals(program.inputs);
  code.loop();
  rows.load(sample, samples, 0);
  add(f, terms, f.lower(each, [...theta, ...sample, ...fixed]), sums);
  rows.point(samples, samples, program.inputs * rows.bytes);
  code.get(left).i32(1).plain(opcodes.subtract).tee(left).branchIf(0).end();
  sums.forEach((local, k) => code.get(at).get(local).memory(opcodes.store, offsetOf(k)));
}

/** Adds what the lanes have found: a sum sees one sample after the other. @param sums locals */
function add({ code, rows }: FunctionWriter, terms: Terms<unknown>, push: PushOutput, sums: readonly number[]): void {
  let first = 0;
  terms.forEach((ofOne, k) => {
    for (let lane = 0; lane < 2 * rows.vectors; lane++) {
      ofOne.forEach((_, term) => {
        code.get(sums[k]);
        push(first + term, lane >> 1);
        code
          .simd(opcodes.extract, lane & 1)
          .plain(opcodes.add)
          .set(sums[k]);
      });
    }
    first += ofOne.length;
  });
}
