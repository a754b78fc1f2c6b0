import { bitsOf } from '../wasm/bits.js';
import type { Node, NodeOfCondition, NodeOfNumber, NodeOfWord, Rarely, Source } from './node.js';
import type { Immediate, Operation } from './operation.js';
import { laneBits, valueOf, type Kind } from './value.js';

type Known = { readonly [K in Kind]: Map<string, Node<K>> };

/** What is longer, in entries, is not compiled: up to here that takes a third of a second, or less. */
export const longestCompiled = 10_000;

/**
 * A record of operations on values that are not known yet. What is recorded twice is one node (global value
 * numbering), and what depends on constants alone is a constant, of the bits that the operation has.
 */
export class Trace {
  /** In the order of recording: each stands after what it is made of. */
  readonly recorded: (Node | Rarely)[] = [];
  readonly #known: Known = { number: new Map(), condition: new Map(), word: new Map() };
  readonly #choices = new Map<string, Rarely>();
  #inputs = 0;
  readonly #keys: string[] = [];

  /** What is recorded, as text: equal where equal code was recorded. */
  get text(): string {
    return this.#keys.join('\n');
  }

  /** A value that is handed in; inputs are numbered from 0. */
  input<K extends Kind>(kind: K): Node<K> {
    const index = this.#inputs++;
    return this.#node(kind, `input ${index}`, { form: 'input', index });
  }

  /** So many of them, one after the other. */
  inputs<K extends Kind>(kind: K, count: number): readonly Node<K>[] {
    return Array.from({ length: count }, () => this.input(kind));
  }

  /** These bits in every lane. */
  constant<K extends Kind>(kind: K, bits: bigint): Node<K> {
    return this.#node(kind, `known ${bits}`, { form: 'known', bits });
  }

  number(value: number): NodeOfNumber {
    return this.constant('number', bitsOf(value));
  }

  word(bits: bigint): NodeOfWord {
    return this.constant('word', bits);
  }

  condition(value: boolean): NodeOfCondition {
    return this.constant('condition', laneBits(value));
  }

  apply<K extends Kind>(operation: Operation<K>, args: readonly Node[], immediate: Immediate = null): Node<K> {
    const known = args.flatMap(({ kind, source }) => (source.form === 'known' ? [valueOf(kind, source.bits)] : []));
    if (known.length === args.length) {
      return this.constant(operation.gives, laneBits(operation.evaluate(known, immediate)));
    }
    const key = `${operation.name} ${args.map(({ id }) => id).join(' ')} ${textOf(immediate)}`;
    return this.#node(operation.gives, key, { form: 'computed', operation, args, immediate });
  }

  /**
   * Where the mask is, what `rare` gives, else `usual`; what only `rare` needs is not computed while no lane
   * needs it. Lists of one length.
   */
  rarely(
    mask: NodeOfCondition,
    usual: readonly NodeOfNumber[],
    rare: () => readonly NodeOfNumber[],
  ): readonly NodeOfNumber[] {
    const constant = conditionOf(mask);
    if (constant !== null) return constant ? rare() : usual;
    const values = rare();
    const choice = this.#choice(mask, usual, values);
    return usual.map((value, index) => {
      if (value === values[index]) return value;
      return this.#node('number', `picked ${choice.id} ${index}`, { form: 'picked', choice, index });
    });
  }

  #choice(mask: NodeOfCondition, usual: readonly NodeOfNumber[], rare: readonly NodeOfNumber[]): Rarely {
    const key = `rarely ${[mask, ...usual, ...rare].map(({ id }) => id).join(' ')}`;
    const same = this.#choices.get(key);
    if (same !== undefined) return same;
    const choice: Rarely = { id: this.recorded.length, mask, usual, rare };
    this.recorded.push(choice);
    this.#choices.set(key, choice);
    this.#keys.push(key);
    return choice;
  }

  #node<K extends Kind>(kind: K, key: string, source: Source): Node<K> {
    const known = this.#known[kind];
    const same = known.get(key);
    if (same !== undefined) return same;
    const node: Node<K> = { id: this.recorded.length, kind, source };
    this.recorded.push(node);
    known.set(key, node);
    this.#keys.push(key);
    return node;
  }
}

/** Immediates that differ in a bit have different texts. */
function textOf(immediate: Immediate): string {
  if (immediate === null || typeof immediate !== 'object') return String(immediate);
  return immediate.map((value) => bitsOf(value).toString(16)).join(',');
}

/** What a condition is where it is the same in all lanes of every run; null elsewhere. */
export function conditionOf({ source }: NodeOfCondition): boolean | null {
  return source.form === 'known' ? source.bits !== 0n : null;
}
