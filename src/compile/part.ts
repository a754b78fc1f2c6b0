import type { Node } from './node.js';
import type { Trace } from './trace.js';

/** What is compiled as one: a trace, and what is asked of it. */
export interface Part {
  readonly trace: Trace;
  readonly outputs: readonly Node[];
}
