import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { runs as runCount } from '../../properties/run-count.js';
import { float64 } from '../numeric/backends/float64.js';
import { evaluate } from './evaluate.js';
import type { Lanes } from './lanes.js';
import { MapKernel } from './map-kernel.js';
import type { Node, NodeOfCondition, NodeOfNumber } from './node.js';
import type { Operation } from './operation.js';
import { operations } from './operations.js';
import { Trace } from './trace.js';
import { laneBits, valueOf, type Kind, type Value } from './value.js';

/** A step of a random program: an operation on values that stand so far back, or a choice between two. */
interface Drawn {
  readonly operation: number;
  readonly example: number;
  readonly back: readonly number[];
  readonly isChoice: boolean;
}

const inputs: readonly Kind[] = ['number', 'number', 'number', 'word', 'word', 'condition'];
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
interface Program {
  readonly steps: readonly Drawn[];
  readonly rows: readonly Value[][];
  readonly lanes: Lanes;
}
const program: fc.Arbitrary<Program> = fc.record({
  steps: fc.array(drawn, { minLength: 1, maxLength: 40 }),
  rows: fc.array(row, { minLength: 1, maxLength: 9 }),
  lanes,
});

/** Programs in which an operation stands by itself, too. */
function single(operation: number): fc.Arbitrary<Program> {
  const alone = drawn.map((step) => [{ ...step, operation, isChoice: false }]);
  return fc.record({ steps: alone, rows: fc.array(row, { minLength: 1, maxLength: 5 }), lanes });
}

/** The trace of a program, with these operations; all of its values are outputs. */
function traceOf(steps: readonly Drawn[], known: readonly Operation[]): { trace: Trace; outputs: readonly Node[] } {
  const trace = new Trace();
  const nodes: Node[] = inputs.map((kind) => trace.input(kind));
  const ofKind = (kind: Kind, back: number): Node => {
    const all = nodes.filter((node) => node.kind === kind);
    return all[all.length - 1 - (back % all.length)];
  };
  const isNumber = (node: Node): node is NodeOfNumber => node.kind === 'number';
  const isCondition = (node: Node): node is NodeOfCondition => node.kind === 'condition';
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
function textOf(value: Value): string {
  return typeof value === 'number' ? float64.format(value) : String(value);
}

/** What lanes give: words. */
function mapLanes(trace: Trace, outputs: readonly Node[], rows: readonly (readonly bigint[])[], shape: Lanes) {
  const kernel = new MapKernel({ trace, outputs }, 0, inputs.length, shape, rows.length);
  rows.forEach((row, k) => kernel.setWords(k, row));
  kernel.map(0, rows.length);
  return rows.map((_, k) => outputs.map((__, output) => kernel.wordOf(k, output)));
}

/** Lanes give what the trace means, bit for bit. */
function expectSame({ steps, rows, lanes }: Program, known: readonly Operation[]): void {
  const { trace, outputs } = traceOf(steps, known);
  const words = mapLanes(
    trace,
    outputs,
    rows.map((values) => values.map(laneBits)),
    lanes,
  );
  const got = words.map((each) => outputs.map(({ kind }, k) => textOf(valueOf(kind, each[k]))));
  const wanted = rows.map((values) => evaluate(trace, outputs, values).map(textOf));
  expect(got).toEqual(wanted);
}

property([program], { numRuns: runCount(150) })(
  'a random program in lanes gives the bits that its trace means',
  (drawnProgram) => {
    expectSame(drawnProgram, operations.entries);
  },
);

/** Changes of a lowering that leave the module valid: nearly right is wrong. */
const wrong: Readonly<Record<string, (right: Operation) => Operation['lower']>> = {
  'with its last bits turned': (right) => (assembly, push, immediate) => {
    right.lower(assembly, push, immediate);
    assembly.code.v128(1n).simd(0x51);
  },
  'with the first lane in both': (right) => (assembly, push, immediate) => {
    right.lower(assembly, push, immediate);
    const local = assembly.code.local('v128');
    const first = [0, 1, 2, 3, 4, 5, 6, 7];
    assembly.code
      .tee(local)
      .get(local)
      .simd(0x0d, ...first, ...first);
  },
};

describe.each(operations.entries.map((entry, k) => [entry.name, entry, k] as const))('%s', (_, entry, index) => {
  property([single(index)], { numRuns: runCount(60) })('alone gives the bits that it means', (drawnProgram) => {
    expectSame(drawnProgram, operations.entries);
  });

  test.each(Object.entries(wrong))('lowered wrongly, %s, is seen', (__, change) => {
    const planted = operations.entries.with(index, { ...entry, lower: change(entry) });
    const law = fc.property(single(index), (drawnProgram) => expectSame(drawnProgram, planted));
    expect(() => fc.assert(law, { numRuns: 600, endOnFailure: true })).toThrow();
  });
});
