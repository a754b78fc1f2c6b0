import fc from 'fast-check';
import type { Lanes } from '../src/compile/lanes.js';
import { isCondition, isNumber, type Node } from '../src/compile/node.js';
import type { Operation } from '../src/compile/operation.js';
import type { Part } from '../src/compile/part.js';
import { Trace } from '../src/compile/trace.js';
import type { Kind, Value } from '../src/compile/value.js';
import { float64 } from '../src/numeric/backends/float64.js';

/** A step of a random program: an operation on values that stand so far back, or a choice between two. */
interface Drawn {
  readonly operation: number;
  readonly example: number;
  readonly back: readonly number[];
  readonly isChoice: boolean;
}

/** What a program is given. */
export const inputs: readonly Kind[] = ['number', 'number', 'number', 'word', 'word', 'condition'];
const numbers = [0, -0, 1, -1, 0.5, 2.5, 10, 1e22, 5e-324, 2 ** -1022, 1e308, Infinity, -Infinity, NaN, 3, 308];
const anyNumber = fc.oneof(fc.constantFrom(...numbers), fc.double());
const anyWord = fc.oneof(
  fc.constantFrom(0n, 1n, 2n ** 63n, 2n ** 64n - 1n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);
const row: fc.Arbitrary<Value[]> = fc.tuple(anyNumber, anyNumber, anyNumber, anyWord, anyWord, fc.boolean());
const drawn: fc.Arbitrary<Drawn> = fc.record({
  operation: fc.nat(),
  example: fc.nat(),
  back: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  isChoice: fc.nat({ max: 9 }).map((k) => k === 0),
});
const lanes: fc.Arbitrary<Lanes> = fc.record({
  vectors: fc.integer({ min: 1, max: 4 }),
  grouped: fc.integer({ min: 1, max: 9 }),
});

/** A program, and what it is run on. */
export interface Program {
  readonly steps: readonly Drawn[];
  readonly rows: readonly Value[][];
  readonly lanes: Lanes;
}
export const program: fc.Arbitrary<Program> = fc.record({
  steps: fc.array(drawn, { minLength: 1, maxLength: 40 }),
  rows: fc.array(row, { minLength: 1, maxLength: 9 }),
  lanes,
});

/** Programs in which an operation stands by itself, too. */
export function single(operation: number): fc.Arbitrary<Program> {
  const alone = drawn.map((step) => [{ ...step, operation, isChoice: false }]);
  return fc.record({ steps: alone, rows: fc.array(row, { minLength: 1, maxLength: 5 }), lanes });
}

/** The trace of a program, with these operations; all of its values are outputs. */
export function traceOf(steps: readonly Drawn[], known: readonly Operation[]): Part {
  const trace = new Trace();
  const nodes: Node[] = inputs.map((kind) => trace.input(kind));
  const ofKind = (kind: Kind, back: number): Node => {
    const all = nodes.filter((node) => node.kind === kind);
    return all[all.length - 1 - (back % all.length)];
  };
  for (const { operation, example, back, isChoice } of steps) {
    const entry = known[operation % known.length];
    const apply = () => {
      const args = entry.takes.map((kind, k) => ofKind(kind, back[k]));
      return trace.apply(entry, args, entry.examples[example % entry.examples.length]);
    };
    const [mask, usual] = [ofKind('condition', back[0]), ofKind('number', back[1])];
    if (isChoice && isCondition(mask) && isNumber(usual)) {
      nodes.push(
        ...trace.rarely(mask, [usual], () => [apply(), ofKind('number', back[2])].filter(isNumber).slice(0, 1)),
      );
    } else nodes.push(apply());
  }
  return { trace, outputs: nodes.slice(inputs.length) };
}

/** Text that tells all bits but those of NaN. */
export function textOf(value: Value): string {
  return typeof value === 'number' ? float64.format(value) : String(value);
}
