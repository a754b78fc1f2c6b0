import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import loadWabt from 'wabt';
import { property } from '../../properties/property.js';
import { writeMap } from '../compile/map-kernel.js';
import { ModuleWriter } from '../compile/module-writer.js';
import { operations } from '../compile/operations.js';
import { Trace } from '../compile/trace.js';
import type { Node } from '../compile/node.js';
import { Code } from './code.js';
import { Bytes } from './bytes.js';
import { encode } from './module.js';

const wabt = await loadWabt();

/** wabt reads the module, finds it valid, and writes it with the same bytes. */
function expectCanonical(bytes: Uint8Array<ArrayBuffer>): string {
  expect(WebAssembly.validate(bytes)).toBe(true);
  const module = wabt.readWasm(bytes, { simd: true, sat_float_to_int: true, check: true });
  module.validate();
  const again = module.toBinary({ canonicalize_lebs: true }).buffer;
  expect([...again]).toEqual([...bytes]);
  const text = module.toText({});
  module.destroy();
  return text;
}

/** The instructions of a function that has these, as wabt reads them. */
function instructionsOf(emit: (code: Code) => unknown): string[] {
  const code = new Code(['i32']);
  emit(code);
  const bytes = encode({ imports: ['cos'], functions: { f: code }, pages: 1, data: new Uint8Array(8) });
  return expectCanonical(bytes)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^\((module|type|import|func|memory|export|data|local)/.test(line))
    .map((line) => line.replace(/ *;;.*| \(;.*;\)|\)+$/g, '').trim())
    .filter((line) => line !== '');
}

test.each([
  [
    'constants',
    (code: Code) => code.i32(-123456).plain(0x1a).f64(-0.1).plain(0x1a),
    ['i32.const -123456', 'drop', 'f64.const -0x1.999999999999ap-4', 'drop'],
  ],
  ['locals', (code: Code) => code.get(0).tee(0).set(0), ['local.get 0', 'local.tee 0', 'local.set 0']],
  [
    'vectors',
    (code: Code) => code.v128(2n).simd(0xec).plain(0x1a),
    ['v128.const i32x4 0x00000002 0x00000000 0x00000002 0x00000000', 'f64x2.abs', 'drop'],
  ],
  ['calls', (code: Code) => code.f64(0).call(0).plain(0x1a), ['f64.const 0x0p+0', 'call 0', 'drop']],
  [
    'memory',
    (code: Code) => code.i32(0).simdMemory(0x0a, 300).plain(0x1a).i32(0).memory(0x2b, 300).plain(0x1a),
    ['i32.const 0', 'v128.load64_splat offset=300', 'drop', 'i32.const 0', 'f64.load offset=300', 'drop'],
  ],
  [
    'vectors in the memory, at numbers’ places',
    (code: Code) => code.i32(0).i32(8).simdMemory(0x00, 300).simdMemory(0x0b, 16),
    ['i32.const 0', 'i32.const 8', 'v128.load offset=300 align=8', 'v128.store offset=16 align=8'],
  ],
  [
    'lanes',
    (code: Code) => code.i32(0).v128(0n).simdMemory(0x57, 8, 1).simd(0x21, 1).saturating(3).plain(0x1a),
    [
      'i32.const 0',
      'v128.const i32x4 0x00000000 0x00000000 0x00000000 0x00000000',
      'v128.load64_lane offset=8 1',
      'f64x2.extract_lane 1',
      'i32.trunc_sat_f64_u',
      'drop',
    ],
  ],
  [
    'branches',
    (code: Code) => code.block().loop().get(0).branchIf(1).branch(0).end().end(),
    ['block', 'loop', 'local.get 0', 'br_if 1', 'br 0', 'end', 'end'],
  ],
  [
    'choices',
    (code: Code) => code.get(0).if().else().get(0).set(0).end(),
    ['local.get 0', 'if', 'else', 'local.get 0', 'local.set 0', 'end'],
  ],
])('%s are the instructions that they are meant to be', (_, emit, wanted) => {
  expect(instructionsOf(emit)).toEqual(wanted);
});

describe.each(operations.entries.map((entry) => [entry.name, entry] as const))('a module with %s', (_, entry) => {
  test.each([...entry.examples.keys()])('and immediate %d is what wabt would write', (example) => {
    const trace = new Trace();
    const args = entry.takes.map((kind): Node => trace.input(kind));
    const output = trace.apply(entry, args, entry.examples[example]);
    const module = new ModuleWriter({ vectors: 2, grouped: 4 });
    writeMap(module, { trace, outputs: [output] }, 0, args.length);
    expectCanonical(module.finish(1000).bytes);
  });
});

/** LEB128 as Wikipedia's and the specification's grammar read it: the sum of its bytes' seven bits. */
function read(bytes: readonly number[], isSigned: boolean): number {
  const sum = bytes.reduce((total, byte, k) => total + BigInt(byte & 0x7f) * 128n ** BigInt(k), 0n);
  const bits = 7 * bytes.length;
  return Number(isSigned ? BigInt.asIntN(bits, sum) : sum);
}

const unsigned = (value: number): number[] => [...new Bytes().unsigned(value).taken];
const signed = (value: number): number[] => [...new Bytes().signed(value).taken];

property([fc.maxSafeNat(), fc.maxSafeInteger()])('numbers are read as they were written', (a, b) => {
  expect([read(unsigned(a), false), read(signed(b), true), read(signed(a), true)]).toEqual([a, b, a]);
  for (const bytes of [unsigned(a), signed(b)]) {
    expect(bytes.every((byte, k) => byte >= 0x80 === k < bytes.length - 1 && byte < 0x100)).toBe(true);
  }
});

describe('a module', () => {
  test.each([
    ['of nothing', {}],
    ['of an empty function', { functions: { f: new Code([]) } }],
    ['with data', { data: new Uint8Array(300) }],
    ['with imports alone', { imports: ['cos', 'sin'] }],
    ['of many pages', { pages: 300 }],
  ])('%s is what wabt would write', (_, parts) => {
    expectCanonical(encode({ imports: [], functions: {}, pages: 1, data: new Uint8Array(0), ...parts }));
  });

  test('has its locals in the order in which they were asked for, of their types', () => {
    const code = new Code(['i32', 'f64']);
    const types = ['v128', 'v128', 'i32', 'f64', 'f64', 'i64', 'v128'] as const;
    expect(types.map((type) => code.local(type))).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const text = expectCanonical(encode({ imports: [], functions: { f: code }, pages: 1, data: new Uint8Array(0) }));
    expect(text).toContain('(param i32 f64)');
    expect(text).toContain('(local v128 v128 i32 f64 f64 i64 v128)');
  });
});

test('a module without data has no section of it, and locals of a type stand together', () => {
  const code = new Code(['i32']);
  for (const type of ['v128', 'v128', 'f64', 'f64', 'f64', 'v128'] as const) code.local(type);
  const without = { imports: [], functions: { f: code }, pages: 1, data: new Uint8Array(0) };
  const text = expectCanonical(encode(without));
  expect(text).not.toContain('(data');
  expect(text).toMatch(/\(local v128 v128 f64 f64 f64 v128\)/);
  expect(expectCanonical(encode({ ...without, data: new Uint8Array(2) }))).toContain('(data');
});
