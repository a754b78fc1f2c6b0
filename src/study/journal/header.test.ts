import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../../properties/toss-study.js';
import { InputError } from '../../base/input-error.js';
import { assertContinues, assertHeader, assertIsStudy, headerOf, isHeader } from './header.js';

const study = studyOfTosses({ tosses: [2, 3], seeds: 3 });

describe('a header', () => {
  const header = headerOf(study);
  const folder = 'out';
  test('is a header', () => {
    expect([header, '{"warizan":3}', '{"a":1}', '[1]', '{"warizan"', '', 'x'].map(isHeader)).toEqual([
      ...[true, true, false, false, false, false, false],
    ]);
    expect(assertHeader(folder, header)).toMatchObject({ warizan: 4, code: [] });
    for (const text of ['{}', '[]', 'x', '']) {
      expect(() => assertHeader(folder, text, 'DIR')).toThrow(
        new InputError(`DIR: "out" holds a journal.jsonl that is no study's: name a new folder`),
      );
    }
    expect(() => assertHeader(folder, '{"warizan":5}')).toThrow(
      new InputError('out: "out" holds a study of version 5; this is version 4: name a new folder'),
    );
    expect(() => assertHeader(folder, '{"warizan":3}')).toThrow(
      new InputError(
        'out: "out" holds a study of version 3, which Warizan 0.1.0 began; this is version 4: name a new folder',
      ),
    );
  });

  test('is continued by the same study, and by one of more seeds', () => {
    const seeds = (...all: [number, number][]) => ({ ...study, seeds: all.map(([from, to]) => ({ from, to })) });
    for (const other of [study, seeds([1, 4]), seeds([3, 9], [0, 2])]) {
      expect(() => assertContinues(folder, header, other, 'resume')).not.toThrow();
    }
    expect(() => assertContinues(folder, header, seeds([1, 1], [3, 5]), 'resume')).toThrow(
      new InputError(
        'out: "out" holds a study of seeds 1..3, and seed 2 is not among 1, 3..5: give all of them and more, or name a new folder',
      ),
    );
    expect(() => assertContinues(folder, header, { ...study, title: 'x' }, 'resume')).toThrow(
      new InputError('out: "out" holds another study, whose title is null, not "x": name a new folder'),
    );
    expect(() => assertIsStudy('DIR', folder, header, seeds([1, 4]))).toThrow(
      new InputError('DIR: "out" holds another study, whose seeds.0.to is 3, not 4'),
    );
    const other = { ...study, experiment: { ...toss, version: 3 } };
    expect(() => assertContinues(folder, header, other, 'resume')).toThrow(/whose experiment\.version is 2, not 3/);
  });

  test('of other code is continued only where that is accepted', () => {
    const code = (sha256: string) => [{ file: 'a.ts', sha256 }];
    const before = headerOf({ ...study, code: code('1') });
    const now = { ...study, code: code('2') };
    expect(() => assertContinues(folder, before, now, 'resume')).toThrow(
      new InputError(
        'out: "out" holds a study that was begun with other code of "a.ts": add --accept-code to go on all the same, or name a new folder',
      ),
    );
    expect(() => assertContinues(folder, before, now, 'resume-other-code')).not.toThrow();
    expect(() => assertContinues(folder, before, { ...now, code: code('1') }, 'resume')).not.toThrow();
    expect(assertIsStudy('DIR', folder, before, now)).toEqual(code('1'));
    const odd = before.replace('"code":[', '"code":[1,{"file":2,"sha256":"x"},');
    expect(assertIsStudy('DIR', folder, odd, now)).toEqual(code('1'));
    expect(assertIsStudy('DIR', folder, before.replace(/"code":\[.*?\]/, '"code":3'), now)).toEqual([]);
  });
});
