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
