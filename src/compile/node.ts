import type { Immediate, Operation } from './operation.js';
import type { Kind } from './value.js';

/** A value that a trace has recorded. Nodes are equal where they are the same. */
export interface Node<K extends Kind = Kind> {
  /** Its place in the trace: what it is made of stands before it. */
  readonly id: number;
  readonly kind: K;
  readonly source: Source;
}

/** Where a node's value comes from. */
export type Source = Constant | Input | Computed | Picked;

/** The same in all lanes. */
export interface Constant {
  readonly form: 'known';
  readonly bits: bigint;
}

/** Handed in: the number of an input. */
export interface Input {
  readonly form: 'input';
  readonly index: number;
}

export interface Computed {
  readonly form: 'computed';
  readonly operation: Operation;
  readonly args: readonly Node[];
  readonly immediate: Immediate;
}

/** One of the values of a choice. */
export interface Picked {
  readonly form: 'picked';
  readonly choice: Rarely;
  readonly index: number;
}

/**
 * A choice: in lanes with the mask the values of `rare`, in the others those of `usual`, lists of one length.
 * What only `rare` needs is computed where some lane has the mask.
 */
export interface Rarely {
  readonly id: number;
  readonly mask: NodeOfCondition;
  readonly usual: readonly Node[];
  readonly rare: readonly Node[];
}

export type NodeOfNumber = Node<'number'>;
export type NodeOfCondition = Node<'condition'>;
export type NodeOfWord = Node<'word'>;

/** Whether what is recorded is a choice. */
export function isChoice(recorded: Node | Rarely): recorded is Rarely {
  return 'mask' in recorded;
}

export function isNumber(node: Node): node is NodeOfNumber {
  return node.kind === 'number';
}

export function isCondition(node: Node): node is NodeOfCondition {
  return node.kind === 'condition';
}
