import type { Numeric } from '../numeric/numeric.js';
import { hoist, type Hoisted } from './hoist.js';
import type { Part } from './part.js';
import { mostCases, tabulate } from './tabulate.js';
import { conditionOf, Trace } from './trace.js';
import { traced } from './traced.js';

/**
 * A step of an iteration, written once over any number system: from a state and some samples to the next
 * state. It sees the samples one by one, and moves by the sums of what it sees.
 */
export interface StepProgram {
  /** Entries of a state. */
  readonly size: number;
  /** Values of a sample. */
  readonly inputs: number;
  /** Samples a step. */
  readonly batch: number;
  /** What is added up over the samples. */
  look<T, C>(n: Numeric<T, C>, state: readonly T[], sample: readonly T[]): readonly T[];
  move<T, C>(n: Numeric<T, C>, state: readonly T[], sums: readonly T[]): Moved<T, C>;
}

export interface Moved<T, C> {
  readonly state: readonly T[];
  /** Reasons for which somebody has to look at the state. */
  readonly halts: readonly C[];
}

/**
 * A step in parts. Of one sample it is one part, whose inputs are state and sample. Of more it is two: from
 * state and sample to what is added up, where what the state alone decides is computed once, and from state
 * and sums on. The last outputs are the next state, then the reasons to halt.
 */
export interface RecordedStep {
  /** null where there is one sample. */
  readonly look: Hoisted | null;
  readonly move: Part;
  /** Which of the reasons can hold, by their numbers: the others never do. */
  readonly halts: readonly number[];
  /** How many operations were recorded: the cases of what is tabulated do not count. */
  readonly length: number;
}

/** @throws Error where the program asks a number system for more than can be recorded */
export function recordStep(program: StepProgram): RecordedStep {
  if (program.batch === 1) return recordMove(program, null, program.inputs, program.look.bind(program));
  const trace = new Trace();
  const state = trace.inputs('number', program.size);
  const outputs = program.look(traced(trace), state, trace.inputs('number', program.inputs));
  // Of fewer samples than eight a case the cases would cost more than they spare.
  const whole = tabulate({ trace, outputs }, program.size, Math.min(mostCases, program.batch / 8));
  const look = hoist(whole, program.size);
  const recorded = recordMove(program, look, outputs.length, (_n, _state, sums) => sums);
  return { ...recorded, length: recorded.length + trace.recorded.length };
}

/** @param given how many inputs there are behind the state @param sumsOf what they mean */
function recordMove(
  program: StepProgram,
  look: Hoisted | null,
  given: number,
  sumsOf: StepProgram['look'],
): RecordedStep {
  const trace = new Trace();
  const n = traced(trace);
  const state = trace.inputs('number', program.size);
  const sums = sumsOf(n, state, trace.inputs('number', given));
  const { state: next, halts } = program.move(n, state, sums);
  return {
    look,
    move: { trace, outputs: [...next, ...halts] },
    halts: halts.flatMap((halt, k) => (conditionOf(halt) === false ? [] : [k])),
    length: trace.recorded.length,
  };
}
