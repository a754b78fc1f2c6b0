import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { nameColours, seriesColours } from './style.js';

const coloured = ['clipped', 'naive', 'robust', 'exact'];

const name = fc.oneof(fc.constantFrom(...coloured), fc.string({ maxLength: 3 }));

describe("a name's colour", () => {
  property([fc.array(name)])('is its own, while there are colours left', (names) => {
    const colours = nameColours(names, coloured);
    expect([...colours.keys()]).toStrictEqual([...new Set(names)]);
    if (colours.size <= seriesColours.length) expect(new Set(colours.values()).size).toBe(colours.size);
    for (const colour of colours.values()) expect(seriesColours).toContain(colour);
  });

  property([fc.array(name), fc.array(name)])(
    'is the same in every figure, for a name with one of its own',
    (some, others) => {
      const first = nameColours([...some, 'clipped'], coloured);
      const second = nameColours(['clipped', ...others], coloured);
      expect(first.get('clipped')).toBe(second.get('clipped'));
    },
  );
});
