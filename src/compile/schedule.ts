import { partsOf } from './evaluate.js';
import { isChoice, type Node, type Rarely } from './node.js';
import type { Trace } from './trace.js';

/** What is computed together: always, or where some lane has the mask of a choice. */
export interface Block {
  /** How many blocks it lies in. */
  readonly depth: number;
  /** The block it lies in; null for the outermost. */
  readonly around: Block | null;
  /** In an order in which each stands after what it is made of. */
  readonly recorded: readonly (Node | Rarely)[];
  /** The block of what only the rare side of each of its choices needs. */
  readonly inside: ReadonlyMap<Rarely, Inside>;
}

/** A block that a choice opens. */
export interface Inside {
  readonly block: Block;
  /** Which of the choice's values are picked, by their numbers. */
  readonly picks: readonly number[];
}

interface Growing extends Block {
  readonly around: Growing | null;
  readonly recorded: (Node | Rarely)[];
  readonly inside: Map<Rarely, { readonly block: Growing; readonly picks: readonly number[] }>;
}

/**
 * All that the outputs are made of, in the blocks that use it: so code that only rare cases need goes where
 * they are computed, whoever wrote it down where. What two blocks need, neither of which lies in the other,
 * each computes for itself, since both are rare.
 */
export function schedule(trace: Trace, outputs: readonly Node[]): Block {
  const root = blockIn(null);
  const places = new Map<number, readonly Growing[]>();
  const picked = new Map<Rarely, Set<number>>();
  const use = ({ id }: Node | Rarely, block: Growing): void => {
    const before = places.get(id) ?? [];
    if (before.some((place) => liesIn(block, place))) return;
    places.set(id, [...before.filter((place) => !liesIn(place, block)), block]);
  };
  for (const output of outputs) use(output, root);
  for (const one of trace.recorded.toReversed()) {
    if (places.has(one.id)) pick(one, picked);
    for (const block of places.get(one.id) ?? []) {
      block.recorded.push(one);
      if (isChoice(one)) {
        const inner = { block: blockIn(block), picks: [...(picked.get(one) ?? [])].toSorted((a, b) => a - b) };
        block.inside.set(one, inner);
        for (const node of [one.mask, ...inner.picks.map((k) => one.usual[k])]) use(node, block);
        for (const k of inner.picks) use(one.rare[k], inner.block);
      } else for (const part of partsOf(one)) use(part, block);
    }
  }
  inOrder(root);
  return root;
}

/** Takes note of a choice's value that is used. */
function pick(one: Node | Rarely, picked: Map<Rarely, Set<number>>): void {
  if (isChoice(one) || one.source.form !== 'picked') return;
  const { choice, index } = one.source;
  picked.set(choice, (picked.get(choice) ?? new Set()).add(index));
}

function blockIn(around: Growing | null): Growing {
  return { depth: around === null ? 0 : around.depth + 1, around, recorded: [], inside: new Map() };
}

/** Whether a block is another one, or lies in it. */
function liesIn(block: Growing, other: Growing): boolean {
  return block === other || (block.around !== null && liesIn(block.around, other));
}

function inOrder(block: Growing): void {
  block.recorded.reverse();
  for (const inner of block.inside.values()) inOrder(inner.block);
}
