import { describe, expect, test } from 'vitest';
import { Code } from '../wasm/code.js';
import { Constants } from './assembly/constants.js';
import { lower } from './lower.js';
import type { Node, NodeOfNumber } from './node.js';
import { recorderOf, type Recorder } from './recorder.js';
import { schedule, type Block } from './schedule.js';
import { lastReads, stepsOf } from './steps.js';
import { Trace } from './trace.js';
import { bitsOf } from '../wasm/bits.js';

type Record = (r: Recorder, inputs: readonly NodeOfNumber[]) => readonly Node[];

function recorded(record: Record, count = 3) {
  const trace = new Trace();
  const inputs = trace.inputs('number', count);
  const outputs = record(recorderOf(trace), inputs);
  return { trace, outputs };
}

/** How many locals for vectors a program takes, in so many vectors side by side. */
function localsOf(record: Record, vectors = 1, grouped = 1): number {
  const { trace, outputs } = recorded(record);
  const code = new Code([]);
  const constants = new Constants();
  const push = lower(stepsOf(schedule(trace, outputs)), outputs, {
    assembly: { code, functionNamed: () => 0, addressOf: (table) => constants.addressOf(table) },
    ...{ vectors, grouped, pushInput: () => code, pushConstant: (bits) => code.v128(bits) },
  });
  outputs.forEach((_, k) => push(k, 0));
  return code.local('v128');
}

const chain: Record = (r, [a, b]) => {
  let sum = r.add(a, b);
  for (let k = 0; k < 50; k++) sum = r.div(sum, b);
  return [sum];
};

describe('a local', () => {
  test('holds another value when nobody reads the one it has any more', () => {
    expect(localsOf(chain)).toBe(1);
    expect(localsOf(chain, 3, 1)).toBe(3);
    expect(localsOf(chain, 3, 8)).toBe(3);
  });

  test('keeps a value that is read later, and an output to the end', () => {
    const kept: Record = (r, [a, b]) => {
      const [first, second] = [r.add(a, b), r.sub(a, b)];
      return [r.mul(first, second), first];
    };
    // first, second, and the product in the place of second
    expect(localsOf(kept)).toBe(2);
    const all: Record = (r, [a, b]) => [r.add(a, b), r.sub(a, b), r.div(a, b)];
    expect(localsOf(all)).toBe(3);
  });

  test('of a choice is free behind it', () => {
    const choice =
      (times: number): Record =>
      (r, [a, b, c]) => {
        let value = a;
        for (let k = 0; k < times; k++) [value] = r.rarely(r.less(value, b), [value], () => [r.mul(value, c)]);
        return [value];
      };
    expect(localsOf(choice(12))).toBe(localsOf(choice(2)));
  });
});

test('a value that was never computed is not read', () => {
  const { trace, outputs } = recorded((r, [a, b]) => [r.add(a, b)]);
  const code = new Code([]);
  const push = lower([], outputs, {
    assembly: { code, functionNamed: () => 0, addressOf: () => 0 },
    ...{ vectors: 1, grouped: 1, pushInput: () => code, pushConstant: () => code },
  });
  expect(() => push(0, 0)).toThrow(new Error(`${outputs[0].id} is read before it is computed`));
  expect(lastReads([], outputs)).toEqual(new Map([[String(outputs[0].id), 0]]));
  expect(trace.recorded).toHaveLength(4);
});

/** The operations of a block, and of those in it. */
interface Shape {
  readonly depth: number;
  readonly operations: readonly string[];
  readonly picks: readonly (readonly number[])[];
  readonly inside: readonly Shape[];
}
function shapeOf({ depth, recorded: own, inside }: Block): Shape {
  const operations = own.flatMap((one) =>
    'source' in one && one.source.form === 'computed' ? [one.source.operation.name] : [],
  );
  const inner = [...inside.values()];
  return {
    depth,
    operations,
    picks: inner.map(({ picks }) => picks),
    inside: inner.map(({ block }) => shapeOf(block)),
  };
}
const shape = (record: Record) => {
  const { trace, outputs } = recorded(record);
  return shapeOf(schedule(trace, outputs));
};

describe('what only rare cases need', () => {
  test('is computed where they are, whoever wrote it down where', () => {
    const found = shape((r, [a, b, c]) => {
      const costly = r.div(a, b);
      const less = r.less(a, b);
      return r.rarely(less, [c], () => [r.mul(costly, c)]);
    });
    expect(found).toEqual({
      ...{ depth: 0, operations: ['less'], picks: [[0]] },
      inside: [{ depth: 1, operations: ['div', 'mul'], picks: [], inside: [] }],
    });
  });

  test('and others too is computed once, outside', () => {
    const found = shape((r, [a, b, c]) => {
      const shared = r.div(a, b);
      return [...r.rarely(r.less(a, b), [c], () => [r.mul(shared, c)]), shared];
    });
    expect(found.operations).toEqual(['div', 'less']);
    expect(found.inside[0].operations).toEqual(['mul']);
  });

  test('and others too is computed once, outside, also where the rare case was seen first', () => {
    const found = shape((r, [a, b, c]) => {
      const shared = r.div(a, b);
      const plain = r.sub(shared, c);
      return [plain, ...r.rarely(r.less(a, b), [c], () => [r.mul(shared, c)])];
    });
    expect([found.operations, found.inside[0].operations]).toEqual([['div', 'sub', 'less'], ['mul']]);
  });

  test('two blocks, neither in the other, each compute for themselves', () => {
    const found = shape((r, [a, b, c]) => {
      const shared = r.div(a, b);
      const [first] = r.rarely(r.less(a, b), [c], () => [r.mul(shared, c)]);
      const [second] = r.rarely(r.less(b, a), [c], () => [r.sub(shared, c)]);
      return [first, second];
    });
    expect(found.operations).toEqual(['less', 'less']);
    expect(found.inside.map(({ operations }) => operations)).toEqual(
      expect.arrayContaining([
        ['div', 'mul'],
        ['div', 'sub'],
      ]),
    );
    expect(found.inside).toHaveLength(2);
  });

  test('lies as deep as what needs it', () => {
    const found = shape((r, [a, b, c]) => {
      const deep = r.sqrt(a);
      return r.rarely(r.less(a, b), [c], () => r.rarely(r.less(b, c), [r.neg(c)], () => [r.mul(deep, c)]));
    });
    const [outer] = found.inside;
    const [inner] = outer.inside;
    expect([found.depth, outer.depth, inner.depth]).toEqual([0, 1, 2]);
    expect([found.operations, outer.operations, inner.operations]).toEqual([
      ['less'],
      ['less', 'neg'],
      ['sqrt', 'mul'],
    ]);
  });

  test('is left out where none of it is asked for', () => {
    const found = shape((r, [a, b, c]) => {
      const [, second] = r.rarely(r.less(a, b), [a, c], () => [r.sqrt(a), r.neg(c)]);
      return [second];
    });
    expect([found.picks, found.inside[0].operations]).toEqual([[[1]], ['neg']]);
  });
});

describe('constants', () => {
  test('are told apart where their words look alike one after the other', () => {
    const constants = new Constants();
    const [one, eleven] = [5e-324, 11 * 5e-324];
    expect(constants.addressOf([one, eleven])).not.toBe(constants.addressOf([eleven, one]));
  });

  test('stand once in the memory, tables whole, and take whole lines of 64 bytes', () => {
    const constants = new Constants();
    expect([constants.size, constants.data.length]).toEqual([0, 0]);
    const first = constants.addressOf([1, 2]);
    const second = constants.addressOf([2]);
    expect([first, second, constants.addressOf([1, 2]), constants.addressOf([2])]).toEqual([0, 16, 0, 16]);
    expect([constants.size, constants.data.length]).toEqual([64, 24]);
    const view = new DataView(constants.data.buffer);
    expect([0, 8, 16].map((at) => view.getFloat64(at, true))).toEqual([1, 2, 2]);
    constants.addressOf([1, 2, 3, 4, 5]);
    expect(constants.size).toBe(64);
    constants.addressOf([-0]);
    expect([constants.size, constants.data.length]).toEqual([128, 72]);
  });

  test('are loaded into a local each, but for 0', () => {
    const constants = new Constants();
    const code = new Code([]);
    const push = constants.load(code, [0n, bitsOf(1), bitsOf(2), 0n]);
    expect(constants.data.length).toBe(16);
    expect(code.local('i32')).toBe(2);
    const before = code.encode().length;
    push(bitsOf(1));
    // local.get and its number; another one is an instruction with all its bits.
    expect(code.encode().length).toBe(before + 2);
    push(bitsOf(3));
    expect(code.encode().length).toBe(before + 2 + 18);
  });
});
