import { lower, type PushOutput, type Target } from './lower.js';
import { indexIn, type Lanes } from './map.js';
import { schedule } from './schedule.js';
import { constantsOf, stepsOf } from './steps.js';
import type { RecordedTerms, SumProgram, Terms } from './sum-program.js';
import { Code } from './wasm/code.js';
import { Constants } from './wasm/constants.js';
import { encode } from './wasm/module.js';

const pageSize = 65_536;
const vectorBytes = 16;
const numberBytes = 8;
const opcodes = { load: 0x2b, store: 0x39, add: 0xa0, addAddress: 0x6a, subtract: 0x6b };
const simd = { load: 0x00, splat: 0x0a, extract: 0x21 };

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
  const writer = new SumWriter(program, lanes);
  writer.write(recorded);
  const { code, constants, imports } = writer;
  const samples = groups * program.inputs * lanes.vectors * vectorBytes;
  const size = constants.size + numberBytes * (program.size + program.sums) + samples;
  const bytes = encode({
    imports,
    functions: { sum: code },
    pages: Math.ceil(size / pageSize),
    data: constants.data,
  });
  return { bytes, start: constants.size };
}

class SumWriter {
  readonly code = new Code(['i32', 'i32', 'i32']);
  readonly constants = new Constants();
  readonly imports: string[] = [];
  readonly #at = 0;
  readonly #samples = 1;
  readonly #left = 2;
  readonly #theta: readonly number[];
  readonly #sums: readonly number[];

  constructor(
    readonly program: SumProgram,
    readonly lanes: Lanes,
  ) {
    this.#theta = Array.from({ length: program.size }, () => this.code.local('v128'));
    this.#sums = Array.from({ length: program.sums }, () => this.code.local('f64'));
  }

  write({ trace, terms }: RecordedTerms): void {
    const { code } = this;
    const outputs = terms.flat();
    const steps = stepsOf(schedule(trace, outputs));
    const pushConstant = this.constants.load(code, constantsOf(steps, outputs));
    this.#theta.forEach((local, k) =>
      code
        .get(this.#at)
        .simdMemory(simd.splat, numberBytes * k)
        .set(local),
    );
    this.#sums.forEach((local, k) => code.get(this.#at).memory(opcodes.load, this.#offsetOf(k)).set(local));
    code.loop();
    this.#add(terms, lower(steps, outputs, this.#target(pushConstant)));
    code.get(this.#samples).i32(this.#group).plain(opcodes.addAddress).set(this.#samples);
    code.get(this.#left).i32(1).plain(opcodes.subtract).tee(this.#left).branchIf(0).end();
    this.#sums.forEach((local, k) => code.get(this.#at).get(local).memory(opcodes.store, this.#offsetOf(k)));
  }

  get #row(): number {
    return this.lanes.vectors * vectorBytes;
  }

  get #group(): number {
    return this.program.inputs * this.#row;
  }

  #offsetOf(sum: number): number {
    return numberBytes * (this.program.size + sum);
  }

  #target(pushConstant: (bits: bigint) => void): Target {
    const { code, constants, imports } = this;
    const { size } = this.program;
    return {
      assembly: {
        code,
        functionNamed: (name) => indexIn(imports, name),
        addressOf: (table) => constants.addressOf(table),
      },
      ...this.lanes,
      pushConstant,
      pushInput: (index, vector) => {
        if (index < size) code.get(this.#theta[index]);
        else code.get(this.#samples).simdMemory(simd.load, (index - size) * this.#row + vector * vectorBytes);
      },
    };
  }

  /** Adds what the lanes have found: a sum sees one sample after the other. */
  #add(terms: Terms<unknown>, push: PushOutput): void {
    const { code } = this;
    let first = 0;
    terms.forEach((ofOne, k) => {
      for (let lane = 0; lane < 2 * this.lanes.vectors; lane++) {
        ofOne.forEach((_, term) => {
          code.get(this.#sums[k]);
          push(first + term, lane >> 1);
          code
            .simd(simd.extract, lane & 1)
            .plain(opcodes.add)
            .set(this.#sums[k]);
        });
      }
      first += ofOne.length;
    });
  }
}
