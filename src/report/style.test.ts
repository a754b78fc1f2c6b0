import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../../properties/property.js';
import { recipeColours, seriesColours } from './style.js';

const name = fc.oneof(fc.constantFrom('clipped', 'naive', 'robust', 'exact'), fc.string({ maxLength: 3 }));

describe("a recipe's colour", () => {
  property([fc.array(name)])('is its own, while there are colours left', (names) => {
    const colours = recipeColours(names);
    expect([...colours.keys()]).toStrictEqual([...new Set(names)]);
    if (colours.size <= seriesColours.length) expect(new Set(colours.values()).size).toBe(colours.size);
    for (const colour of colours.values()) expect(seriesColours).toContain(colour);
  });

  property([fc.array(name), fc.array(name)])('is the same in every figure, for a shipped recipe', (some, others) => {
    const first = recipeColours([...some, 'clipped']);
    const second = recipeColours(['clipped', ...others]);
    expect(first.get('clipped')).toBe(second.get('clipped'));
  });
});
