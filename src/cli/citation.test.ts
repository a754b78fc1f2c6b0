import { expect, test } from 'vitest';
import { citation, citationFrom } from './citation.js';
import { version } from './version.js';

const packaged = { name: 'warizan', version: '1.2.3', description: 'A harness', homepage: 'https://home.example' };

test('a program is cited by what its two files say', () => {
  const file = {
    title: 'Warizan: a harness',
    authors: [{ 'family-names': 'Seki', 'given-names': 'Takakazu' }, { name: 'The maintainers' }, { alias: 'x' }],
    'date-released': '2026-11-27',
    'repository-code': 'https://code.example',
    url: 'https://site.example',
  };
  expect(citationFrom(packaged, file)).toEqual({
    text: 'Seki, Takakazu, The maintainers, x: Warizan: a harness, version 1.2.3 (2026). A harness. https://code.example',
    bibtex: [
      '@software{warizan,',
      '  title = {{Warizan: a harness}},',
      '  author = {Seki, Takakazu and The maintainers and x},',
      '  version = {1.2.3},',
      '  year = {2026},',
      '  url = {https://code.example},',
      '  note = {A harness}',
      '}',
    ].join('\n'),
  });
});

test.each([
  [{ 'repository-code': 'a', url: 'b' }, 'a'],
  [{ url: 'b' }, 'b'],
  [{}, 'https://home.example'],
])('its address is that of %j first', (file, url) => {
  expect(citationFrom(packaged, file).bibtex).toContain(`  url = {${url}}`);
});

test.each<readonly [unknown, string]>([
  [[{ 'given-names': 'Takakazu' }], 'Takakazu'],
  [[{ 'family-names': 'Seki', name: 'other' }], 'Seki'],
  [[{ name: 'a', alias: 'b' }], 'a'],
  [[{ alias: 'b' }, { name: 5 }, {}, 7, null], 'b'],
])('authors %j are %s', (authors, text) => {
  expect(citationFrom(packaged, { authors }).bibtex).toContain(`  author = {${text}},`);
});

test('what neither says is left out', () => {
  const bare = {
    text: 'Warizan, version unknown. Computer software.',
    bibtex: '@software{warizan,\n  title = {{Warizan}},\n  version = {unknown}\n}',
  };
  expect(citationFrom({}, {})).toEqual(bare);
  expect(citationFrom(null, 'text')).toEqual(bare);
  expect(citationFrom({ name: 5 }, { authors: 'Seki', 'date-released': 'soon' })).toEqual(bare);
});

test('this program is cited by the version that it is', () => {
  expect(citation().text).toContain(`version ${version()}`);
  expect(citation().bibtex).toMatch(/^@software\{warizan,\n {2}title = .*author = .*\n\}$/s);
});
