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

/** The conditions that decide a value, with what is fixed; null where other things decide it, too. */
type Deciding = ReadonlySet<NodeOfCondition> | null;

/** Of a value what decides it, and what is computed of that, in order: once for every case. */
interface Table {
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
    const table = tables.get(one);
    if (table !== undefined && !isChoice(one)) copies.set(one, picked(copies, one, table));
    else if (!isChoice(one) && one.source.form === 'input') copies.set(one, trace.input(one.kind));
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
function tablesOf(
  { trace, outputs }: Part,
  deciding: ReadonlyMap<number, Deciding>,
): ReadonlyMap<Node | Rarely, Table> {
  const needed = neededFor(trace, outputs);
  const read = new Set<Node | Rarely>(outputs);
  for (const one of trace.recorded) {
    const isOpen = (deciding.get(one.id) ?? null) === null;
    if (needed.has(one.id) && isOpen) for (const part of partsOf(one)) read.add(part);
  }
  const tables = new Map<Node | Rarely, Table>();
  for (const one of read) {
    const conditions = [...(deciding.get(one.id) ?? [])];
    if (isChoice(one) || !isNumber(one) || conditions.length === 0) continue;
    const made = madeOf(trace, one, conditions, deciding);
    if (made.length >= casesOf(conditions.length)) tables.set(one, { conditions, made });
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
    const own = [...(deciding.get(one.id) ?? [])];
    const isDecided = own.length > 0 && own.every((condition) => conditions.includes(condition));
    return needed.has(one.id) && isDecided && !conditions.includes(one);
  });
}

/** The value of the case that holds. */
function picked(copies: Copies, value: Node, { conditions, made }: Table): NodeOfNumber {
  const { select } = recorderOf(copies.trace);
  /** @param holding whether each of the first conditions holds */
  const pick = (holding: readonly boolean[]): NodeOfNumber => {
    if (holding.length === conditions.length) return inCase(holding);
    const condition = copies.of(conditions[holding.length]);
    if (!isCondition(condition)) throw new Error('a condition stays one');
    return select(condition, pick([...holding, true]), pick([...holding, false]));
  };
  const inCase = (holding: readonly boolean[]): NodeOfNumber => {
    const copied = new Copies(copies.trace, (node) => copies.of(node));
    conditions.forEach((condition, k) => copied.set(condition, copies.trace.condition(holding[k])));
    for (const one of made) copied.copy(one);
    const copy = copied.of(value);
    if (!isNumber(copy)) throw new Error('a number stays one');
    return copy;
  };
  return pick([]);
}
