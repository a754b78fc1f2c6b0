import type { Code } from '../../wasm/code.js';

/** Where instructions go, and what they may need from around them. */
export interface Assembly {
  readonly code: Code;
  /** The index of an imported function from number to number, by its name. */
  functionNamed(name: string): number;
  /** Where a table of numbers begins in the memory, in bytes. */
  addressOf(table: readonly number[]): number;
}
