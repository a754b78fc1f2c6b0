import type { Node, Rarely } from './node.js';
import { choiceVariable, lastReads, readBy, variableOf, type Choosing, type Computing, type Step } from './steps.js';
import type { Assembly } from './assembly/assembly.js';
import { Locals } from './assembly/locals.js';

/** What a program is lowered to. */
export interface Target {
  readonly assembly: Assembly;
  /** How many vectors of two lanes are computed side by side. */
  readonly vectors: number;
  /**
   * So many operations are emitted for one vector before they are for the next: chains of operations that
   * wait for each other stand apart, and not so many values live at once.
   */
  readonly grouped: number;
  /** Emits what leaves an input on the stack. @param index of the input */
  pushInput(index: number, vector: number): void;
  /** Emits what leaves a constant there. */
  pushConstant(bits: bigint): void;
}

/** Emits what leaves an output on the stack. */
export type PushOutput = (output: number, vector: number) => void;

const opcodes = { or: 0x50, anyTrue: 0x53, select: 0x52 };

/** Emits a program: the steps of a trace, after which its outputs can be pushed. */
export function lower(steps: readonly Step[], outputs: readonly Node[], target: Target): PushOutput {
  const lowering = new Lowering(steps, outputs, target);
  lowering.emit();
  return (output, vector) => {
    lowering.push(outputs[output], vector);
  };
}

class Lowering {
  /** The locals of a variable, one a vector. */
  readonly #places = new Map<string, number[]>();
  readonly #last: ReadonlyMap<string, number>;
  readonly #locals: Locals;
  readonly #masks = new Map<Rarely, readonly number[]>();
  readonly #vectors: readonly number[];

  constructor(
    readonly steps: readonly Step[],
    outputs: readonly Node[],
    readonly target: Target,
  ) {
    this.#last = lastReads(steps, outputs);
    this.#locals = new Locals(target.assembly.code);
    this.#vectors = Array.from({ length: target.vectors }, (_, vector) => vector);
  }

  emit(): void {
    for (let at = 0; at < this.steps.length;) {
      const step = this.steps[at];
      if (step.does === 'open') this.#open(step, at++);
      else if (step.does === 'close') this.#close(step, at++);
      else at = this.#compute(at);
    }
  }

  push(node: Node, vector: number): void {
    const { source } = node;
    if (source.form === 'known') this.target.pushConstant(source.bits);
    else if (source.form === 'input') this.target.pushInput(source.index, vector);
    else this.target.assembly.code.get(this.#placesOf(variableOf(node))[vector]);
  }

  /** Some operations in a row, for one vector after the other. @returns the step after them */
  #compute(from: number): number {
    let end = from;
    while (end < this.steps.length && end - from < this.target.grouped && this.steps[end].does === 'compute') end++;
    for (const vector of this.#vectors) {
      for (let at = from; at < end; at++) {
        const step = this.steps[at];
        if (step.does === 'compute') this.#computeOne(step, vector, at);
      }
    }
    return end;
  }

  #computeOne({ node, computed }: Computing, vector: number, at: number): void {
    const { operation, args, immediate } = computed;
    operation.lower(this.target.assembly, (argument) => this.push(args[argument], vector), immediate);
    this.#release(at, [vector]);
    const local = this.#locals.take();
    this.target.assembly.code.set(local);
    this.#place(String(node.id), vector, local);
  }

  #open({ choice, picks }: Choosing, at: number): void {
    const { code } = this.target.assembly;
    for (const index of picks) {
      for (const vector of this.#vectors) {
        this.#place(choiceVariable(choice, index), vector, this.#copied(choice.usual[index], vector));
      }
    }
    this.#masks.set(
      choice,
      this.#vectors.map((vector) => this.#copied(choice.mask, vector)),
    );
    for (const vector of this.#vectors) {
      this.push(choice.mask, vector);
      if (vector > 0) code.simd(opcodes.or);
    }
    code.simd(opcodes.anyTrue).if();
    this.#release(at, this.#vectors);
  }

  #close({ choice, picks }: Choosing, at: number): void {
    const { code } = this.target.assembly;
    const masks = this.#masks.get(choice) ?? [];
    for (const index of picks) {
      const places = this.#placesOf(choiceVariable(choice, index));
      for (const vector of this.#vectors) {
        this.push(choice.rare[index], vector);
        code.get(places[vector]).get(masks[vector]).simd(opcodes.select).set(places[vector]);
      }
    }
    code.end();
    this.#locals.give(masks);
    this.#release(at, this.#vectors);
  }

  /** A local that holds a copy: it stays when its original goes. */
  #copied(node: Node, vector: number): number {
    const local = this.#locals.take();
    this.push(node, vector);
    this.target.assembly.code.set(local);
    return local;
  }

  #place(variable: string, vector: number, local: number): void {
    const places = this.#places.get(variable) ?? [];
    places[vector] = local;
    this.#places.set(variable, places);
  }

  #placesOf(variable: string | null): readonly number[] {
    const places = variable === null ? undefined : this.#places.get(variable);
    if (places === undefined) throw new Error(`${String(variable)} is read before it is computed`);
    return places;
  }

  /** Locals whose values no later step reads can hold others. */
  #release(at: number, vectors: readonly number[]): void {
    const variables = new Set(readBy(this.steps[at]).map(variableOf));
    for (const variable of variables) {
      if (variable === null || this.#last.get(variable) !== at) continue;
      const places = this.#placesOf(variable);
      this.#locals.give(vectors.map((vector) => places[vector]));
    }
  }
}
