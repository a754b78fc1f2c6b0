import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { settingLeaves, settingText } from './setting-text.js';

test.each<[unknown, string]>([
  [{ optimiser: 'adam', rate: 0.1, layers: { width: 8 } }, 'optimiser=adam rate=0.1 layers.width=8'],
  [{ b: 1, a: [1, { c: 2 }] }, 'b=1 a=[1,{"c":2}]'],
  [{ a: {}, b: undefined, c: null, d: false }, 'a={} c=null d=false'],
  [{ a: '', b: 'two words', c: 'x=y', d: '"', e: 'x"' }, 'a="" b="two words" c="x=y" d="\\"" e="x\\""'],
  [{ a: { b: { c: 'x', d: {} } } }, 'a.b.c=x a.b.d={}'],
  [{}, 'coin'],
  [{ a: undefined }, 'coin'],
  ['adam', 'adam'],
  ['two words', '"two words"'],
  [3, '3'],
  [[1, 2], '[1,2]'],
  [null, 'null'],
])('%j is called %s', (setting, text) => {
  expect(settingText(setting, 'coin')).toBe(text);
});

property([fc.dictionary(fc.string(), fc.jsonValue())])(
  'every leaf is where its path leads, and all are there',
  (setting) => {
    const leaves = settingLeaves(setting);
    for (const [path, value] of leaves) expect(path.reduce<unknown>(into, setting)).toBe(value);
    expect(leaves.length).toBeGreaterThanOrEqual(Object.keys(setting).length);
  },
);

function into(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
}
