import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { bitsOf, numberOf } from './bits.js';
import { Bytes, vector } from './bytes.js';

const piece = fc.array(fc.nat({ max: 255 }), { maxLength: 400 });

property([fc.array(fc.tuple(piece, fc.constantFrom('each', 'list', 'other')), { maxLength: 8 })])(
  'bytes are those that were put, in their order, however they were put',
  (pieces) => {
    const bytes = new Bytes();
    for (const [own, way] of pieces) {
      const before = bytes.length;
      if (way === 'each') for (const value of own) expect(bytes.byte(value)).toBe(bytes);
      else if (way === 'list') bytes.append(own);
      else bytes.join(new Bytes().append(own));
      expect(bytes.length).toBe(before + own.length);
    }
    const wanted = pieces.flatMap(([own]) => own);
    expect([...bytes.taken]).toEqual(wanted);
    // What was taken does not change with what comes later.
    const { taken } = bytes;
    bytes.byte(7);
    expect([...taken]).toEqual(wanted);
  },
);

test('bytes that are joined stay what they were', () => {
  const other = new Bytes().append([1, 2]);
  new Bytes().join(other).byte(3);
  expect([...other.taken]).toEqual([1, 2]);
});

property([fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })])('64 bits come the least first', (bits) => {
  const view = new DataView(new Bytes().byte(9).word(bits).taken.buffer);
  expect([view.byteLength, view.getBigUint64(1, true)]).toEqual([9, bits]);
});

test('a list has its length before its items', () => {
  const items = [[1], [], [2, 3]].map((own) => new Bytes().append(own));
  expect([...vector(items).taken]).toEqual([3, 1, 2, 3]);
  expect([...vector([]).taken]).toEqual([0]);
});

test.each([
  [1, 0x3ff0_0000_0000_0000n],
  [-0, 0x8000_0000_0000_0000n],
  [0, 0n],
  [Infinity, 0x7ff0_0000_0000_0000n],
  [5e-324, 1n],
  [-1.5, 0xbff8_0000_0000_0000n],
])('%d has its bits, and these its number', (value, bits) => {
  expect(bitsOf(value)).toBe(bits);
  expect(numberOf(bits)).toBe(value);
});

test.each([
  [0, [0]],
  [63, [63]],
  [64, [0xc0, 0]],
  [-64, [0x40]],
  [-65, [0xbf, 0x7f]],
  [127, [0xff, 0]],
  [128, [0x80, 1]],
])('%d with its sign is %j', (value, bytes) => {
  expect([...new Bytes().signed(value).taken]).toEqual(bytes);
});

test.each([
  [0, [0]],
  [127, [127]],
  [128, [0x80, 1]],
  [16_383, [0xff, 0x7f]],
  [16_384, [0x80, 0x80, 1]],
])('%d without a sign is %j', (value, bytes) => {
  expect([...new Bytes().unsigned(value).taken]).toEqual(bytes);
});

test('bytes are joined however many they are', () => {
  const many = Array.from({ length: 5000 }, (_, k) => k % 251);
  const long = new Bytes().append(many);
  expect([...new Bytes().join(long).taken]).toEqual(many);
  expect([...new Bytes().byte(7).join(long).join(long).taken]).toEqual([7, ...many, ...many]);
  expect(new Bytes().join(long).join(new Bytes()).length).toBe(5000);
});
