import type { Named } from '../base/registry.js';
import type { Assembly } from './assembly/assembly.js';
import type { Kind, Value } from './value.js';

/** What an operation is told beside its arguments: a count, the name of a function, a table. */
export type Immediate = number | string | readonly number[] | null;

/**
 * An operation that a trace can record. An entry says all there is to know of it: what it takes and gives,
 * what it means, and which instructions compute it in two lanes at once.
 */
export interface Operation<K extends Kind = Kind> extends Named {
  readonly takes: readonly Kind[];
  readonly gives: K;
  /** Immediates that reach what matters in it; generators of traces draw from them. At least one. */
  readonly examples: readonly Immediate[];
  /** Its meaning in one lane, for every argument there is. */
  evaluate(args: readonly Value[], immediate: Immediate): Value;
  /**
   * Emits what leaves its value in two lanes on the stack.
   * @param push emits what leaves an argument there, by its number
   */
  lower(assembly: Assembly, push: (argument: number) => void, immediate: Immediate): void;
}
