import {
  isChoice,
  isCondition,
  isNumber,
  type Node,
  type NodeOfCondition,
  type NodeOfNumber,
  type Rarely,
} from './node.js';
import type { Trace } from './trace.js';

/** Copies of what a trace has recorded, in another one. */
export class Copies {
  readonly #nodes = new Map<number, Node>();
  readonly #choices = new Map<number, readonly Node[]>();

  /**
   * @param trace where the copies are recorded
   * @param leaf gives, in that trace, what is read, was not copied and is no constant
   */
  constructor(
    readonly trace: Trace,
    readonly leaf: (node: Node) => Node,
  ) {}

  /** Says what stands for a node. */
  set({ id }: Node, copy: Node): void {
    this.#nodes.set(id, copy);
  }

  /** Copies what is made of nodes that have copies, or are leaves; inputs are not. */
  copy(one: Node | Rarely): void {
    if (isChoice(one)) this.#choices.set(one.id, this.#choice(one));
    else if (!this.#nodes.has(one.id)) this.#nodes.set(one.id, this.#node(one));
  }

  /** The copy of a node. */
  of(node: Node): Node {
    const isKnown = node.source.form === 'known';
    const copy = this.#nodes.get(node.id) ?? (isKnown ? this.#node(node) : this.leaf(node));
    this.#nodes.set(node.id, copy);
    return copy;
  }

  /** The copy of a number. @throws Error where what stands for it is none */
  number(node: NodeOfNumber): NodeOfNumber {
    const copy = this.of(node);
    if (!isNumber(copy)) throw new Error(`node ${node.id} is a number, its copy is none`);
    return copy;
  }

  /** The copy of a condition. @throws Error where what stands for it is none */
  condition(node: NodeOfCondition): NodeOfCondition {
    const copy = this.of(node);
    if (!isCondition(copy)) throw new Error(`node ${node.id} is a condition, its copy is none`);
    return copy;
  }

  #node({ id, kind, source }: Node): Node {
    if (source.form === 'known') return this.trace.constant(kind, source.bits);
    if (source.form === 'computed') {
      return this.trace.apply(
        source.operation,
        source.args.map((arg) => this.of(arg)),
        source.immediate,
      );
    }
    const picked = source.form === 'picked' ? this.#choices.get(source.choice.id)?.[source.index] : undefined;
    if (picked === undefined) throw new Error(`node ${id} is made of nothing`);
    return picked;
  }

  #choice({ mask, usual, rare }: Rarely): readonly Node[] {
    const numbers = (nodes: readonly Node[]): readonly NodeOfNumber[] =>
      nodes.map((node) => this.of(node)).filter((node) => isNumber(node));
    return this.trace.rarely(this.condition(mask), numbers(usual), () => numbers(rare));
  }
}
