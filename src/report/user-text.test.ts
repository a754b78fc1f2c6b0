import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { showUserText } from './user-text.js';

describe('text a user chose', () => {
  property([fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 80 })])(
    'is shown without anything that acts, and not much longer than asked',
    (text, most) => {
      const shown = showUserText(text, most);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      expect(Array.from(shown).length).toBeLessThanOrEqual(most + '… (200 characters)'.length);
    },
  );

  property([fc.string({ unit: 'grapheme', maxLength: 20 })])('is left alone where it is harmless and short', (text) => {
    // What is harmless: neither blanks nor controls, no letter that nobody sees, no stack of accents.
    fc.pre(!/\s\s|\p{C}|\p{Default_Ignorable_Code_Point}|\p{M}{5}|[^\S ]/u.test(text));
    expect(showUserText(text, 200)).toBe(text);
  });

  test('a letter that nobody sees is shown as a sign', () => {
    expect(showUserText('\u3164', 200)).toBe('�');
  });

  test('says how long it was where it is cut', () => {
    expect(showUserText('x'.repeat(10_000), 3)).toBe('xxx… (10,000 characters)');
  });

  test('does not cut a character in two, nor let a half one through', () => {
    expect(showUserText('𝒘𝒘𝒘', 2)).toBe('𝒘𝒘… (3 characters)');
    expect(showUserText('a\uD835b', 9)).toBe('a�b');
  });

  test('does not climb over the line above', () => {
    expect(showUserText(`a${'\u0301'.repeat(50)}b`, 40)).toBe(`a${'\u0301'.repeat(4)}�b`);
  });

  test('does not obey escape sequences', () => {
    expect(showUserText('\u001B[31mred\nline\u202Etxt', 40)).toBe('�[31mred line�txt');
  });
});
