import { lower, type PushOutput } from './lower.js';
import type { Lanes } from './lanes.js';
import { schedule } from './schedule.js';
import type { Part } from './part.js';
import { constantsOf, stepsOf, type Step } from './steps.js';
import { Code } from '../wasm/code.js';
import { Constants } from './assembly/constants.js';
import { encode } from '../wasm/module.js';
import { RowCode, type Rows } from './assembly/rows.js';

/** What the functions of one module share: constants and imported functions. */
export class ModuleWriter {
  readonly #constants = new Constants();
  readonly #imports: string[] = [];
  readonly #functions: Record<string, Code> = {};

  constructor(readonly lanes: Lanes) {}

  /**
   * Begins a function.
   * @param parts traces that it lowers @param constants that it uses besides
   */
  begin(
    name: string,
    parameters: readonly 'i32'[],
    parts: readonly Part[],
    constants: readonly bigint[],
  ): FunctionWriter {
    const code = new Code(parameters);
    this.#functions[name] = code;
    const scheduled = new Map(parts.map((part) => [part, stepsOf(schedule(part.trace, part.outputs))]));
    const used = [...scheduled].flatMap(([part, steps]) => [...constantsOf(steps, part.outputs)]);
    const pushConstant = this.#constants.load(code, new Set([...used, ...constants]));
    return new FunctionWriter(code, this.lanes, scheduled, pushConstant, {
      functionNamed: (called) => indexIn(this.#imports, called),
      addressOf: (table) => this.#constants.addressOf(table),
    });
  }

  /** The module, with so many bytes of memory behind its constants. Functions are complete by now. */
  finish(memory: number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly start: number } {
    const start = this.#constants.size;
    const pages = Math.ceil((start + memory) / 65_536);
    const module = { imports: this.#imports, functions: this.#functions, pages, data: this.#constants.data };
    return { bytes: encode(module), start };
  }
}

interface Shared {
  functionNamed(name: string): number;
  addressOf(table: readonly number[]): number;
}

/** A function that lowers traces on rows of lanes. */
export class FunctionWriter {
  readonly rows: RowCode;

  constructor(
    readonly code: Code,
    readonly lanes: Lanes,
    readonly scheduled: ReadonlyMap<Part, readonly Step[]>,
    readonly pushConstant: (bits: bigint) => void,
    readonly shared: Shared,
  ) {
    this.rows = new RowCode(code, lanes.vectors);
  }

  /** Emits a part on these inputs, after which its outputs can be pushed. @param lanes as many as it has */
  lower(part: Part, inputs: Rows, lanes: Lanes = this.lanes): PushOutput {
    const { code, shared, pushConstant } = this;
    return lower(this.scheduled.get(part) ?? [], part.outputs, {
      assembly: { code, ...shared },
      ...lanes,
      pushConstant,
      pushInput: (index, vector) => code.get(inputs[index][vector]),
    });
  }
}

/** The index of a name in a list, to which it is added where it is not there. */
function indexIn(names: string[], name: string): number {
  const known = names.indexOf(name);
  return known < 0 ? names.push(name) - 1 : known;
}
