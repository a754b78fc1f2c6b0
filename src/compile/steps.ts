import { isChoice, type Computed, type Node, type Rarely } from './node.js';
import type { Block } from './schedule.js';

/** A part of a program without branches but those of its choices, in the order of emission. */
export type Step =
  | (Computing & { readonly does: 'compute' })
  /** Takes the usual values, and goes on only where some lane has the mask. */
  | (Choosing & { readonly does: 'open' })
  /** Takes the rare values in the lanes that have the mask. */
  | (Choosing & { readonly does: 'close' });

/** A node, and what it is computed of. */
export interface Computing {
  readonly node: Node;
  readonly computed: Computed;
}

/** A choice, and which of its values are picked. */
export interface Choosing {
  readonly choice: Rarely;
  readonly picks: readonly number[];
}

/** A block and those in it, one step after the other. */
export function stepsOf({ recorded, inside }: Block): readonly Step[] {
  return recorded.flatMap((one): readonly Step[] => {
    if (!isChoice(one)) {
      return one.source.form === 'computed' ? [{ does: 'compute', node: one, computed: one.source }] : [];
    }
    const inner = inside.get(one);
    if (inner === undefined) return [];
    const choosing = { choice: one, picks: inner.picks };
    return [{ does: 'open', ...choosing }, ...stepsOf(inner.block), { does: 'close', ...choosing }];
  });
}

/** What a step reads. */
export function readBy(step: Step): readonly Node[] {
  switch (step.does) {
    case 'compute':
      return step.computed.args;
    case 'open':
      return [step.choice.mask, ...step.picks.map((k) => step.choice.usual[k])];
    case 'close':
      return step.picks.map((k) => step.choice.rare[k]);
  }
}

/** The name of the variable that holds a node: of what is computed, or of a choice's value. */
export function variableOf({ id, source }: Node): string | null {
  if (source.form === 'computed') return String(id);
  return source.form === 'picked' ? choiceVariable(source.choice, source.index) : null;
}

export function choiceVariable({ id }: Rarely, index: number): string {
  return `${id} ${index}`;
}

/** At which step each variable is read for the last time: those of the outputs, after the last one. */
export function lastReads(steps: readonly Step[], outputs: readonly Node[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  const read = (node: Node, at: number): void => {
    const variable = variableOf(node);
    if (variable !== null) last.set(variable, at);
  };
  steps.forEach((step, at) => readBy(step).forEach((node) => read(node, at)));
  for (const output of outputs) read(output, steps.length);
  return last;
}

/** The bits of all constants that are read. */
export function constantsOf(steps: readonly Step[], outputs: readonly Node[]): ReadonlySet<bigint> {
  const nodes = [...steps.flatMap(readBy), ...outputs];
  return new Set(nodes.flatMap(({ source }) => (source.form === 'known' ? [source.bits] : [])));
}
