import { neededFor, partsOf } from './evaluate.js';
import { isChoice, type Node, type NodeOfCondition, type NodeOfNumber, type Rarely } from './node.js';
import type { Part } from './part.js';
import { Trace } from './trace.js';

/** A part in two: what is computed once, and what is computed of each sample. */
export interface Hoisted {
  /** Its inputs are those of the whole part; it reads the fixed ones alone. */
  readonly once: Part;
  /** Its inputs are those of the whole part, then the outputs of `once`. */
  readonly each: Part;
}

/** Takes out of a loop what depends on a part's first inputs alone. @param fixed how many they are */
export function hoist({ trace, outputs }: Part, fixed: number): Hoisted {
  const copying = new Copying(trace, fixed);
  const needed = neededFor(trace, outputs);
  for (const one of trace.recorded) if (needed.has(one.id)) copying.copy(one);
  return {
    once: { trace, outputs: copying.once },
    each: { trace: copying.trace, outputs: outputs.map((output) => copying.of(output)) },
  };
}

/** Copies a trace, but for what is fixed: that becomes inputs of the copy. */
class Copying {
  readonly trace = new Trace();
  /** What is fixed and is read by what is not, in the order of the inputs that it becomes. */
  readonly once: Node[] = [];
  readonly #varying = new Set<number>();
  readonly #nodes = new Map<number, Node>();
  readonly #choices = new Map<number, readonly Node[]>();

  constructor(original: Trace, fixed: number) {
    for (const one of original.recorded) {
      if (!isChoice(one) && one.source.form === 'input') {
        this.#nodes.set(one.id, this.trace.input(one.kind));
        if (one.source.index >= fixed) this.#varying.add(one.id);
      }
      if (partsOf(one).some(({ id }) => this.#varying.has(id))) this.#varying.add(one.id);
    }
  }

  /** Everything is copied after what it is made of. */
  copy(one: Node | Rarely): void {
    if (!this.#varying.has(one.id)) return;
    if (isChoice(one)) this.#choices.set(one.id, this.#choice(one));
    else if (!this.#nodes.has(one.id)) this.#nodes.set(one.id, this.#node(one));
  }

  /** The copy of a node. */
  of(node: Node): Node {
    const known = this.#nodes.get(node.id) ?? this.#leaf(node);
    this.#nodes.set(node.id, known);
    return known;
  }

  #leaf(node: Node): Node {
    if (node.source.form === 'known') return this.trace.constant(node.kind, node.source.bits);
    this.once.push(node);
    return this.trace.input(node.kind);
  }

  #node({ id, source }: Node): Node {
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
    const condition = this.of(mask);
    if (!isCondition(condition)) throw new Error('a choice has a condition');
    return this.trace.rarely(condition, numbers(usual), () => numbers(rare));
  }
}

function isNumber(node: Node): node is NodeOfNumber {
  return node.kind === 'number';
}

function isCondition(node: Node): node is NodeOfCondition {
  return node.kind === 'condition';
}
