import { describe, expect, test } from 'vitest';
import { studyOfTosses } from '../../../properties/toss-study.js';
import { InputError } from '../../base/input-error.js';
import type { CodeFile, StudyDescription } from '../description.js';
import { assertContinues, assertHeader, assertIsStudy, headerOf, isHeader, type Opening } from './header.js';

const study = studyOfTosses({ tosses: [1, 2], seeds: 4 });
const withSeeds = (...seeds: (readonly [number, number])[]): StudyDescription => ({
  ...study,
  seeds: seeds.map(([from, to]) => ({ from, to })),
});
const withCode = (...files: readonly string[]): StudyDescription => ({
  ...study,
  code: files.map((text): CodeFile => ({ file: text.slice(0, 4), sha256: text.slice(5) })),
});
const refused = (message: string) => new InputError(message);

test('a header holds the study, and the code apart from it', () => {
  const { experiment, ...rest } = study;
  expect(JSON.parse(headerOf(withCode('a.js 1')))).toEqual({
    warizan: 4,
    code: [{ file: 'a.js', sha256: '1' }],
    description: { ...rest, experiment: { name: experiment.name, version: experiment.version } },
  });
  expect(JSON.parse(headerOf(study))).toMatchObject({ code: [] });
  expect(headerOf(study)).not.toContain('\n');
});

test.each([
  ['{"warizan":4}', true],
  ['{"warizan":3,"more":[]}', true],
  ['{"code":[]}', false],
  ['[{"warizan":4}]', false],
  [' {"warizan":4}', false],
  ['{"warizan":4', false],
  ['', false],
])('%j is a header: %j', (text, is) => {
  expect(isHeader(text)).toBe(is);
});

describe('a first line that is no header', () => {
  test.each(['', 'x', '[]', '{}', 'null', '{"warizan":4'])('%j is nobody’s', (text) => {
    const message = '"mine" holds a journal.jsonl that is no study\'s: name a new folder';
    expect(() => assertHeader('mine', text)).toThrow(refused(`out: ${message}`));
    expect(() => assertHeader('mine', text, 'DIR')).toThrow(refused(`DIR: ${message}`));
  });

  test.each([
    [3, '3, which Warizan 0.1.0 began'],
    [5, '5'],
    ['4', '"4"'],
  ])('of version %j is another’s', (version, said) => {
    expect(() => assertHeader('mine', JSON.stringify({ warizan: version }))).toThrow(
      refused(`out: "mine" holds a study of version ${said}; this is version 4: name a new folder`),
    );
  });
});

describe('a study goes on', () => {
  const goesOn = (before: StudyDescription | string, now: StudyDescription, opening: Opening = 'resume') =>
    assertContinues('mine', typeof before === 'string' ? before : headerOf(before), now, opening);

  test('where it is the same, or has more seeds', () => {
    goesOn(study, study);
    goesOn(study, withSeeds([1, 5]));
    goesOn(study, withSeeds([0, 2], [3, 4]));
    goesOn(withSeeds([3, 3]), study);
  });

  test.each<[string, StudyDescription, string]>([
    ['with seeds that are no more', withSeeds([1, 3], [7, 7]), 'seeds 1..4, and seed 4 is not among 1..3, 7'],
    ['with others', withSeeds([2, 4]), 'seeds 1..4, and seed 1 is not among 2..4'],
  ])('not %s', (_, now, said) => {
    expect(() => goesOn(study, now)).toThrow(
      refused(`out: "mine" holds a study of ${said}: give all of them and more, or name a new folder`),
    );
  });

  test('not as another one', () => {
    expect(() => goesOn(study, { ...study, title: 'x' })).toThrow(
      refused('out: "mine" holds another study, whose title is null, not "x": name a new folder'),
    );
    const other = { ...study, experiment: { ...study.experiment, version: 9 } };
    expect(() => goesOn(study, other)).toThrow(/whose experiment\.version is 2, not 9: name/);
    // Even with other seeds, which alone would do.
    expect(() => goesOn(study, { ...withSeeds([1, 9]), title: 'x' })).toThrow(/title is null/);
    expect(() => goesOn('{"warizan":4}', study)).toThrow(/^out: "mine" holds another study, whose  is missing, not \{/);
    expect(() => goesOn('{"warizan":4,"description":3}', study)).toThrow(/whose  is 3, not \{/);
  });

  test('not with other code, unless that is said to be right', () => {
    const [one, other] = [withCode('a.js 1', 'b.js 1'), withCode('a.js 2', 'c.js 1')];
    expect(() => goesOn(one, other)).toThrow(
      refused(
        'out: "mine" holds a study that was begun with other code of "a.js", "b.js", "c.js": add --accept-code to go on all the same, or name a new folder',
      ),
    );
    goesOn(one, other, 'resume-other-code');
    goesOn(one, { ...one, seeds: [{ from: 1, to: 9 }] });
    expect(() => goesOn(one, study)).toThrow(/other code of "a\.js", "b\.js": add/);
    expect(() => goesOn(study, other)).toThrow(/other code of "a\.js", "c\.js": add/);
    expect(() => goesOn(one, { ...other, title: 'x' }, 'resume-other-code')).toThrow(/another study/);
  });

  test('whatever is in a header that says less', () => {
    const header = (more: object, description: object = {}) => {
      const whole: unknown = JSON.parse(headerOf(study));
      if (typeof whole !== 'object' || whole === null || !('description' in whole)) throw new Error('a header');
      return JSON.stringify({ ...whole, description: Object.assign({}, whole.description, description), ...more });
    };
    for (const seeds of [undefined, 3, [], [null, 3, { from: 'x' }, { from: 1 }]]) goesOn(header({}, { seeds }), study);
    expect(() => goesOn(header({}, { seeds: [null, { from: 1, to: 9 }] }), study)).toThrow(/seed 5 is not among/);
    expect(() => goesOn(header({ code: 'x' }), study)).toThrow(/other code of : add/);
    const code = [null, 3, { file: 'x' }, { file: 3, sha256: '' }, { file: 'y', sha256: '0' }];
    expect(() => goesOn(header({ code }), study)).toThrow(/other code of "y": add/);
    expect(assertIsStudy('DIR', 'mine', header({ code }), study)).toEqual([{ file: 'y', sha256: '0' }]);
    expect(assertIsStudy('DIR', 'mine', header({ code: 'x' }), study)).toEqual([]);
  });
});

test('a journal is of a study, its code aside, or not', () => {
  const code = withCode('a.js 1');
  expect(assertIsStudy('DIR', 'mine', headerOf(code), study)).toEqual(code.code);
  expect(() => assertIsStudy('DIR', 'mine', headerOf(withSeeds([1, 5])), study)).toThrow(
    refused('DIR: "mine" holds another study, whose seeds.0.to is 5, not 4'),
  );
  expect(() => assertIsStudy('DIR', 'mine', '{"warizan":3}', study)).toThrow(/^DIR: "mine" holds a study of version 3/);
});
