import { Copies } from './copies.js';
import { neededFor, partsOf } from './evaluate.js';
import {
  isChoice,
  isCondition,
  isNumber,
  type Node,
  type NodeOfCondition,
  type NodeOfNumber,
  type Rarely,
} from './node.js';
import type { Part } from './part.js';
import { recorderOf } from './recorder.js';
import { Trace } from './trace.js';
import { varyingIn } from './varying.js';

/** The conditions that decide a value, with what is fixed. */
type Deciding = ReadonlySet<NodeOfCondition>;

/** A value, what decides it, and what is computed of that, in order: once for every case. */
interface Table {
  readonly value: NodeOfNumber;
  readonly conditions: readonly NodeOfCondition[];
  readonly made: readonly (Node | Rarely)[];
}

/** Cases of one value: where samples are many, what more of them cost is code that is compiled. */
export const mostCases = 8;

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
  for (const one of part.trace.recorded) {
    const table = tables.get(one.id);
    if (table !== undefined) copies.set(table.value, picked(copies, table));
    else if (!isChoice(one) && one.source.form === 'input') copies.set(one, trace.input(one.kind));
    else copies.copy(one);
  }
  return { trace, outputs: part.outputs.map((output) => copies.of(output)) };
}

/** How many cases so many conditions have; 2^30 where there are more. */
const casesOf = (conditions: number): number => 1 << Math.min(conditions, 30);

/** What decides each value and choice that a few conditions decide, by its place. */
function decidingIn(trace: Trace, fixed: number, most: number): ReadonlyMap<number, Deciding> {
  const deciding = new Map<number, Deciding>();
  const varying = varyingIn(trace, fixed);
  for (const one of trace.recorded) {
    if (!varying.has(one.id)) continue;
    const parts = partsOf(one).filter(({ id }) => varying.has(id));
    const together = union(parts.map(({ id }) => deciding.get(id)));
    const isFew = together !== null && casesOf(together.size) <= most;
    if (isFew) deciding.set(one.id, together);
    else if (!isChoice(one) && isCondition(one)) deciding.set(one.id, new Set([one]));
  }
  return deciding;
}

/** null where one is not decided, and where there is none. */
function union(parts: readonly (Deciding | undefined)[]): Deciding | null {
  const all = new Set<NodeOfCondition>();
  for (const part of parts) {
    if (part === undefined) return null;
    for (const one of part) all.add(one);
  }
  return all.size === 0 ? null : all;
}

/** The decided numbers that others or the outside read, by place, where picking is less than computing. */
function tablesOf({ trace, outputs }: Part, deciding: ReadonlyMap<number, Deciding>): ReadonlyMap<number, Table> {
  const needed = neededFor(trace, outputs);
  const read = new Set<Node | Rarely>(outputs);
  for (const one of trace.recorded) {
    if (needed.has(one.id) && !deciding.has(one.id)) for (const part of partsOf(one)) read.add(part);
  }
  const tables = new Map<number, Table>();
  for (const one of read) {
    const decided = deciding.get(one.id);
    if (decided === undefined || isChoice(one) || !isNumber(one)) continue;
    const conditions = [...decided];
    const made = madeOf(trace, one, conditions, deciding);
    if (made.length >= casesOf(conditions.length)) tables.set(one.id, { value: one, conditions, made });
  }
  return tables;
}

/** What lies between a value and the conditions that decide it, in order. */
function madeOf(
  trace: Trace,
  value: Node,
  conditions: readonly (Node | Rarely)[],
  deciding: ReadonlyMap<number, Deciding>,
): Table['made'] {
  const needed = neededFor(trace, [value]);
  return trace.recorded.filter((one) => {
    const own = deciding.get(one.id);
    const isDecided = own !== undefined && [...own].every((condition) => conditions.includes(condition));
    return needed.has(one.id) && isDecided && !conditions.includes(one);
  });
}

/** The value of the case that holds. */
function picked(copies: Copies, { value, conditions, made }: Table): NodeOfNumber {
  const { select } = recorderOf(copies.trace);
  /** @param holding whether each of the first conditions holds */
  const pick = (holding: readonly boolean[]): NodeOfNumber => {
    if (holding.length === conditions.length) return inCase(holding);
    const condition = copies.condition(conditions[holding.length]);
    return select(condition, pick([...holding, true]), pick([...holding, false]));
  };
  const inCase = (holding: readonly boolean[]): NodeOfNumber => {
    const copied = new Copies(copies.trace, (node) => copies.of(node));
    conditions.forEach((condition, k) => copied.set(condition, copies.trace.condition(holding[k])));
    for (const one of made) copied.copy(one);
    return copied.number(value);
  };
  return pick([]);
}
