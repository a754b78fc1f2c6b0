import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { inputs, program, single, textOf, traceOf, type Program } from '../../properties/random-program.js';
import { runs as runCount } from '../../properties/run-count.js';
import { evaluate } from './evaluate.js';
import type { Lanes } from './lanes.js';
import { MapKernel } from './map-kernel.js';
import type { Node } from './node.js';
import type { Operation } from './operation.js';
import { operations } from './operations.js';
import { recorderOf } from './recorder.js';
import { Trace } from './trace.js';
import { laneBits, valueOf } from './value.js';

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

test("what all rows share stands before what is a row's own", () => {
  const trace = new Trace();
  const [a, b, c, x] = trace.inputs('number', 4);
  const r = recorderOf(trace);
  const outputs = [r.sub(r.mul(a, x), b), r.div(c, x)];
  const rows = [1, 2, 3, 4, 5];
  const kernel = new MapKernel({ trace, outputs }, 3, 1, { vectors: 2, grouped: 3 }, rows.length);
  rows.forEach((value, k) => {
    kernel.setRow(k, [value]);
  });
  for (const shared of [
    [7, 0.5, 3],
    [-1, 2, 0],
  ]) {
    kernel.setShared(shared);
    kernel.map(0, rows.length);
    for (const [k, value] of rows.entries()) {
      expect([kernel.resultOf(k, 0), kernel.resultOf(k, 1)]).toEqual(evaluate(trace, outputs, [...shared, value]));
    }
  }
});
