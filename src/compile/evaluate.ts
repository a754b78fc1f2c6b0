import { isChoice, type Node, type Rarely } from './node.js';
import type { Trace } from './trace.js';
import { asCondition, valueOf, type Value } from './value.js';

/** The outputs of a trace in one lane: what it means. @param inputs by their numbers */
export function evaluate(trace: Trace, outputs: readonly Node[], inputs: readonly Value[]): readonly Value[] {
  const values = new Map<number, Value>();
  const needed = neededFor(trace, outputs);
  const at = ({ id }: Node): Value => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`node ${id} has no value`);
    return value;
  };
  for (const recorded of trace.recorded) {
    if (!needed.has(recorded.id) || isChoice(recorded)) continue;
    values.set(recorded.id, valueAt(recorded, at, inputs));
  }
  return outputs.map(at);
}

function valueAt({ kind, source }: Node, at: (node: Node) => Value, inputs: readonly Value[]): Value {
  switch (source.form) {
    case 'known':
      return valueOf(kind, source.bits);
    case 'input':
      return inputs[source.index];
    case 'computed':
      return source.operation.evaluate(source.args.map(at), source.immediate);
    case 'picked': {
      const { mask, usual, rare } = source.choice;
      return at((asCondition(at(mask)) ? rare : usual)[source.index]);
    }
  }
}

/** What a node or a choice is made of. */
export function partsOf(recorded: Node | Rarely): readonly (Node | Rarely)[] {
  if (isChoice(recorded)) return [recorded.mask, ...recorded.usual, ...recorded.rare];
  const { source } = recorded;
  if (source.form === 'computed') return source.args;
  return source.form === 'picked' ? [source.choice] : [];
}

/** The places of all that the outputs are made of. */
export function neededFor({ recorded }: Trace, outputs: readonly Node[]): ReadonlySet<number> {
  const needed = new Set(outputs.map(({ id }) => id));
  for (const one of recorded.toReversed()) {
    if (needed.has(one.id)) for (const part of partsOf(one)) needed.add(part.id);
  }
  return needed;
}
