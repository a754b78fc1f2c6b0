import { expect, test } from 'vitest';
import { Code } from './code.js';
import { moduleOf, run } from './instance.js';
import { encode } from './module.js';

test('a module is run with a memory of its own', () => {
  const module = moduleOf(encode({ imports: [], functions: { f: new Code([]) }, pages: 2, data: new Uint8Array(8) }));
  const [one, other] = [run(module), run(module)];
  expect([one.memory.byteLength, one.memory === other.memory]).toEqual([2 * 65_536, false]);
  expect(() => one.exported('f')()).not.toThrow();
});

test('what is no function of it is not called', () => {
  const module = moduleOf(
    encode({ imports: ['cos'], functions: { f: new Code([]) }, pages: 1, data: new Uint8Array(8) }),
  );
  expect(() => run(module)).toThrow(/^WebAssembly\.Instance\(\)/);
  const running = run(module, { cos: Math.cos });
  for (const name of ['g', 'memory']) {
    expect(() => running.exported(name)).toThrow(new Error(`the module exports no function ${name}`));
  }
});

test('what is no module of ours is refused', () => {
  expect(() => moduleOf(Uint8Array.of(0, 1, 2))).toThrow(/^WebAssembly\.Module/);
  // The empty module.
  expect(() => run(moduleOf(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)))).toThrow(
    new Error('the module exports no memory'),
  );
});

test('functions are exported by their names, behind those that are imported', () => {
  // A number is stored at 8, and one at 16.
  const storing = (at: number, value: number) => new Code([]).i32(at).f64(value).memory(0x39, 0);
  const called = new Code(['i32']).get(0).f64(2).call(1).memory(0x39, 0);
  const functions = { first: storing(8, 1.5), second: storing(16, 2.5), third: called };
  const module = moduleOf(encode({ imports: ['half', 'twice'], functions, pages: 1, data: Uint8Array.of(9, 8, 7) }));
  const running = run(module, { twice: (x) => 2 * x, half: (x) => x / 2 });
  const numbers = new Float64Array(running.memory);
  expect([...new Uint8Array(running.memory, 0, 4)]).toEqual([9, 8, 7, 0]);
  running.exported('second')();
  expect([numbers[1], numbers[2]]).toEqual([0, 2.5]);
  running.exported('first')();
  running.exported('third')(24);
  expect([numbers[1], numbers[2], numbers[3]]).toEqual([1.5, 2.5, 4]);
});
