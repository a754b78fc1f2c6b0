import { Copies } from './copies.js';
import { neededFor } from './evaluate.js';
import { isChoice, type Node } from './node.js';
import type { Part } from './part.js';
import { Trace } from './trace.js';
import { varyingIn } from './varying.js';

/** A part in two: what is computed once, and what is computed of each sample. */
export interface Hoisted {
  /** Its inputs are those of the whole part; it reads the fixed ones alone. */
  readonly once: Part;
  /** Its inputs are those of the whole part, then the outputs of `once`. */
  readonly each: Part;
}

/** Takes out of a loop what depends on a part's first inputs alone. @param fixed how many they are */
export function hoist({ trace, outputs }: Part, fixed: number): Hoisted {
  const needed = neededFor(trace, outputs);
  const varying = varyingIn(trace, fixed);
  // What is fixed and is read by what is not, in the order of the inputs that it becomes.
  const once: Node[] = [];
  const inner = new Trace();
  const copies = new Copies(inner, (node) => {
    once.push(node);
    return inner.input(node.kind);
  });
  for (const one of trace.recorded) {
    if (!isChoice(one) && one.source.form === 'input') copies.set(one, inner.input(one.kind));
  }
  for (const one of trace.recorded) if (needed.has(one.id) && varying.has(one.id)) copies.copy(one);
  const each = { trace: inner, outputs: outputs.map((output) => copies.of(output)) };
  return { once: { trace, outputs: once }, each };
}
