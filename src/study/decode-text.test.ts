import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../base/input-error.js';
import { studyFrom } from '../experiments/training/study-file.js';
import { decodeText } from './decode-text.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-encoding-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
const files: readonly (readonly [string, Buffer, RegExp | null])[] = [
  ['UTF-8', Buffer.from('{"a": "é"}'), null],
  ['UTF-8 with a mark', Buffer.from('\uFEFF{"a": "é"}'), null],
  ['UTF-16, little end first', Buffer.from('\uFEFF{"a": "é"}', 'utf16le'), /^it is text in UTF-16: save it in UTF-8$/],
  ['UTF-16, big end first', bigEndian('\uFEFF{"a": "é"}'), /^it is text in UTF-16/],
  ['UTF-16 without a mark', Buffer.from('{"a": "é"}', 'utf16le'), /^it is text in UTF-16/],
  ['UTF-16 without a mark, big end first', bigEndian('{"a": "é"}'), /^it is text in UTF-16/],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), /^it is text in UTF-32/],
  [
    'Latin-1',
    Buffer.from('{"a": "é"}', 'latin1'),
    /^it is no text in UTF-8, but perhaps in Latin-1.*: save it in UTF-8$/,
  ],
];

describe('the text of a file', () => {
  test.each(files)('in %s', (_, bytes, message) => {
    if (message === null) expect(decodeText(bytes)).toBe('{"a": "é"}');
    else expect(() => decodeText(bytes)).toThrow(message);
  });

  test('of a byte or two', () => {
    const texts = [[], [0x61], [0], [0x61, 0x62], [0, 0]].map((bytes) => decodeText(Uint8Array.from(bytes)));
    expect(texts).toEqual(['', 'a', '\u0000', 'ab', '\u0000\u0000']);
    for (const bytes of [
      [0x61, 0],
      [0, 0x61],
    ]) {
      expect(() => decodeText(Uint8Array.from(bytes))).toThrow('it is text in UTF-16: save it in UTF-8');
    }
  });

  test.each(['json', 'yaml'])('a study as %s is read with a mark, and says its encoding else', (end) => {
    const file = join(folder, `study.${end}`);
    const study = '{"title": "é", "recipes": ["clipped"], "seeds": "1..2"}';
    writeFileSync(file, `\uFEFF${study}`);
    expect(studyFrom(file).title).toBe('é');
    writeFileSync(file, Buffer.from(`\uFEFF${study}`, 'utf16le'));
    expect(() => studyFrom(file)).toThrow(
      new InputError(`study: cannot read ${JSON.stringify(file)}: it is text in UTF-16: save it in UTF-8`),
    );
    writeFileSync(file, Buffer.from(study, 'latin1'));
    expect(() => studyFrom(file)).toThrow(/it is no text in UTF-8, but perhaps in Latin-1/);
  });
});
