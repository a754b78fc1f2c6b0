import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { escapedJson, harmless, oneLine, printable } from './harmless-text.js';

/** Text of what acts and what stands around it. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...['::', ':', '##[', '#', '[', 'error', ']', ' ', '\n', '\r', '\t', '\u001B[2J', '\u009B', '\u0085', '\u2028'],
    ...[
      '\u200B',
      '\u00AD',
      '\u202E',
      '\u2066',
      '\uFEFF',
      '\u{E0041}',
      '\u0488',
      '\u200D',
      '\uFE0F',
      '\uD83D',
      'ا',
      '👩',
    ],
  ),
  maxLength: 30,
});
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary' }));

/** What .NET, in which GitHub's runner is written, does not see when it looks for a command. */
const withoutIgnored = (text: string) => text.replace(/[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');

describe('text that somebody else chose', () => {
  property([anyText])('has nothing that acts or that nobody sees', (text) => {
    expect(harmless(text)).not.toMatch(
      /[\p{Cc}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u,
    );
  });

  property([anyText])('is as long as it was, and the same once more', (text) => {
    fc.pre(!/\p{M}{5}/u.test(text));
    expect(Array.from(harmless(text))).toHaveLength(Array.from(text).length);
    expect(harmless(harmless(text))).toBe(harmless(text));
  });

  test.each([
    'naïve e\u0301 Ω 日本語 עברית العربية',
    '👨‍👩‍👧‍👦 ❤️ 👍🏽 ☺︎ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣',
    'می‌خواهم क्‍ष',
    '葛󠄀',
    'a: b::c, ## heading [1], #[x',
  ])('stays as it is where it is ordinary: %s', (text) => {
    expect(printable(text)).toBe(text);
  });

  test.each([
    ['a joiner between Latin letters', 'a\u200Db'],
    ['a selector behind a letter', 'a\uFE0Fb'],
    ['text in tags behind a flag', '\u{1F3F4}\u{E0068}\u{E0069}\u{E007F}'],
    ['a filler', 'a\u3164b'],
  ])('%s is shown', (_, text) => {
    expect(harmless(text)).toContain('�');
  });
});

describe('lines that are printed', () => {
  property([anyText])('hold no command of a runner, however it splits and reads them', (text) => {
    for (const line of printable(text)
      .split(/[\r\n\u0085\u2028\u2029]/)
      .map(withoutIgnored)) {
      expect(line.trim().startsWith('::')).toBe(false);
      expect(line).not.toMatch(/##(?:vso|teamcity)?\[/i);
    }
  });

  test.each([
    ['::add-mask::a', ':�add-mask::a'],
    ['  ::error::a', '  :�error::a'],
    ['a\n::error::b', 'a\n:�error::b'],
    ['a ##[group]b', 'a #�[group]b'],
    ['##vso[task.setvariable]', '#�vso[task.setvariable]'],
    ['a\r::error::b', 'a�::error::b'],
  ])('%j as %j', (text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  test('one line is one line', () => {
    expect(oneLine(' a\r\n b\u2028c ')).toBe('a b c');
  });
});

describe('JSON that is printed', () => {
  property([fc.oneof(fc.jsonValue(), anyText)])('is the same value, and nothing in it acts', (value) => {
    const json = escapedJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(harmless(json)).toBe(json.replace(/(\p{M}{4})\p{M}+/gu, '$1�'));
    expect(withoutIgnored(json)).not.toMatch(/##(?:vso|teamcity)?\[/i);
  });
});

test.each([
  [4, 4, ''],
  [5, 4, '\uFFFD'],
  [6, 4, '\uFFFD'],
  [60, 4, '\uFFFD'],
])('of %i accents stacked on a letter %i are shown', (given, shown, rest) => {
  const [accents, kept] = [given, shown].map((count) => '\u0301'.repeat(count));
  expect(harmless(`xa${accents}bc`)).toBe(`xa${kept}${rest}bc`);
});

test('a command is none either with marks that nobody counts between its signs', () => {
  const [accent, joiner] = ['\u0301', '\u2063'];
  expect(printable(`${accent}:${accent}:error::a`)).toBe(`${accent}:${accent}\uFFFDerror::a`);
  expect(printable(`#${accent}#[group]`)).toBe(`#${accent}\uFFFD[group]`);
  expect(printable(`##${accent}VSO${accent}[a] ##[b]`)).toBe(`#\uFFFD${accent}VSO${accent}[a] #\uFFFD[b]`);
  expect(printable(`#${joiner}#[group]`)).toBe('#\uFFFD#[group]');
});

test('JSON text keeps the line breaks between its parts', () => {
  expect(escapedJson('{\n "a": "\u001B\u2028##[x]"\n}')).toBe('{\n "a": "\\u001b\\u2028#\\u0023[x]"\n}');
});
