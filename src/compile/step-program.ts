import type { Numeric } from '../numeric/numeric.js';
import type { NodeOfNumber } from './node.js';
import type { Part } from './part.js';
import { Trace } from './trace.js';
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
  /**
   * The next state, and the loss as it was before. @param rate a number that differs from step to step
   */
  move<T, C>(n: Numeric<T, C>, state: readonly T[], sums: readonly T[], rate: T): Moved<T>;
}

export interface Moved<T> {
  readonly state: readonly T[];
  readonly loss: T;
}

/**
 * A step in parts. Of one sample it is one part, whose inputs are state, sample and rate. Of more it is two:
 * from state and sample to what is added up, and from state, sums and rate on. The last outputs are state and
 * loss.
 */
export interface RecordedStep {
  /** null where there is one sample. */
  readonly look: Part | null;
  readonly move: Part;
}

/** @throws Error where the program asks a number system for more than can be recorded */
export function recordStep(program: StepProgram): RecordedStep {
  if (program.batch === 1) return { look: null, move: recordMove(program, program.inputs, program.look.bind(program)) };
  const trace = new Trace();
  const state = inputsOf(trace, program.size);
  const outputs = program.look(traced(trace), state, inputsOf(trace, program.inputs));
  const move = recordMove(program, outputs.length, (_n, _state, sums) => sums);
  return { look: { trace, outputs }, move };
}

/** @param between how many inputs there are between state and rate @param sumsOf what they mean */
function recordMove(program: StepProgram, between: number, sumsOf: StepProgram['look']): Part {
  const trace = new Trace();
  const n = traced(trace);
  const state = inputsOf(trace, program.size);
  const given = inputsOf(trace, between);
  const [rate] = inputsOf(trace, 1);
  const { state: next, loss } = program.move(n, state, sumsOf(n, state, given), rate);
  return { trace, outputs: [...next, loss] };
}

function inputsOf(trace: Trace, count: number): readonly NodeOfNumber[] {
  return Array.from({ length: count }, () => trace.input('number'));
}
