import { Copies, isCondition, isNumber } from './copies.js';
import { neededFor, partsOf } from './evaluate.js';
import { isChoice, type Node, type NodeOfCondition, type NodeOfNumber, type Rarely } from './node.js';
import type { Part } from './part.js';
import { recorderOf, type Recorder } from './recorder.js';
import { Trace } from './trace.js';
import { varyingIn } from './varying.js';

/** The conditions that decide a value, with what is fixed; null where other things decide it, too. */
type Deciding = ReadonlySet<NodeOfCondition> | null;

/**
 * A part in which what a few conditions decide is computed for every case of them, and picked. The cases are
 * fixed, so `hoist` takes them out of the loop: of a phase, which is a sum of fixed angles, some of them or
 * none, the cosine is computed once for each such sum. The bits stay: a sample gets what was computed of its
 * case.
 * @param fixed how many of the first inputs are @param most cases of one value
 */
export function tabulate(part: Part, fixed: number, most: number): Part {
  const deciding = decidingIn(part.trace, fixed, most);
  const tables = tablesOf(part, deciding);
  if (tables.size === 0) return part;
  const trace = new Trace();
  const copies = new Copies(trace, (node) => {
    throw new Error(`node ${node.id} is read before it is copied`);
  });
  const tabulating = new Tabulating(part.trace, deciding, copies);
  for (const one of part.trace.recorded) {
    if (isChoice(one)) copies.copy(one);
    else if (one.source.form === 'input') copies.set(one, trace.input(one.kind));
    else if (tables.has(one) && isNumber(one)) copies.set(one, tabulating.table(one));
    else copies.copy(one);
  }
  return { trace, outputs: part.outputs.map((output) => copies.of(output)) };
}

/** How many cases so many conditions have. */
const casesOf = (conditions: number): number => (conditions > 30 ? Infinity : 1 << conditions);

/** What decides each value and choice, by its place. */
function decidingIn(trace: Trace, fixed: number, most: number): ReadonlyMap<number, Deciding> {
  const deciding = new Map<number, Deciding>();
  const varying = varyingIn(trace, fixed);
  for (const one of trace.recorded) {
    const parts = partsOf(one).map(({ id }) => deciding.get(id) ?? null);
    const together = varying.has(one.id) ? union(parts, most) : new Set<NodeOfCondition>();
    const itself = !isChoice(one) && isCondition(one) ? new Set([one]) : null;
    deciding.set(one.id, together ?? itself);
  }
  return deciding;
}

/** null where one is not decided, where there is none, and where there are more cases. */
function union(parts: readonly Deciding[], most: number): Deciding {
  const all = new Set<NodeOfCondition>();
  for (const part of parts) {
    if (part === null) return null;
    for (const one of part) all.add(one);
  }
  return all.size === 0 || casesOf(all.size) > most ? null : all;
}

/** The decided numbers that others or the outside read, where picking one is less than computing it. */
function tablesOf({ trace, outputs }: Part, deciding: ReadonlyMap<number, Deciding>): ReadonlySet<Node> {
  const needed = neededFor(trace, outputs);
  const isOpen = (one: Node | Rarely): boolean => (deciding.get(one.id) ?? null) === null;
  const read = new Set<Node | Rarely>(outputs);
  for (const one of trace.recorded) {
    if (needed.has(one.id) && isOpen(one)) for (const part of partsOf(one)) read.add(part);
  }
  return new Set(
    [...read].filter((one): one is NodeOfNumber => {
      if (isChoice(one) || !isNumber(one)) return false;
      const conditions = deciding.get(one.id) ?? new Set();
      return conditions.size > 0 && operationsFor(trace, one, deciding) >= casesOf(conditions.size);
    }),
  );
}

/** How many operations it takes to compute a value of the conditions that decide it. */
function operationsFor(trace: Trace, value: Node, deciding: ReadonlyMap<number, Deciding>): number {
  return cone(trace, value, deciding).length;
}

/** What lies between a value and the conditions that decide it, in order. */
function cone(trace: Trace, value: Node, deciding: ReadonlyMap<number, Deciding>): readonly (Node | Rarely)[] {
  const needed = neededFor(trace, [value]);
  const conditions: ReadonlySet<Node | Rarely> = deciding.get(value.id) ?? new Set();
  return trace.recorded.filter((one) => {
    const own = deciding.get(one.id) ?? new Set();
    return needed.has(one.id) && own.size > 0 && !conditions.has(one) && [...own].every((c) => conditions.has(c));
  });
}

/** Computes a value for every case of the conditions that decide it. */
class Tabulating {
  readonly #recorder: Recorder;

  constructor(
    readonly original: Trace,
    readonly deciding: ReadonlyMap<number, Deciding>,
    readonly copies: Copies,
  ) {
    this.#recorder = recorderOf(copies.trace);
  }

  /** The value of the case that holds. */
  table(value: NodeOfNumber): NodeOfNumber {
    const conditions = [...(this.deciding.get(value.id) ?? [])];
    const made = cone(this.original, value, this.deciding);
    const pick = (holding: ReadonlyMap<NodeOfCondition, boolean>): NodeOfNumber => {
      const next = conditions.at(holding.size);
      if (next === undefined) return this.#inCase(value, made, holding);
      const condition = this.copies.of(next);
      if (!isCondition(condition)) throw new Error('a condition stays one');
      const [yes, no] = [true, false].map((holds) => pick(new Map([...holding, [next, holds]])));
      return this.#recorder.select(condition, yes, no);
    };
    return pick(new Map());
  }

  #inCase(
    value: NodeOfNumber,
    made: readonly (Node | Rarely)[],
    holding: ReadonlyMap<NodeOfCondition, boolean>,
  ): NodeOfNumber {
    const { trace } = this.copies;
    const inCase = new Copies(trace, (node) => this.copies.of(node));
    for (const [condition, holds] of holding) inCase.set(condition, trace.condition(holds));
    for (const one of made) inCase.copy(one);
    const copy = inCase.of(value);
    if (!isNumber(copy)) throw new Error('a number stays one');
    return copy;
  }
}
