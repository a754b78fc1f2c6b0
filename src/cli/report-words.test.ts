import { describe, expect, test } from 'vitest';
import { catalogue } from '../catalogue.js';
import { failed } from '../study/experiment.js';
import { recipeExplanations } from '../training/recipe-explanations.js';
import { knownWords } from './report-words.js';

const termsOf = (varied: readonly string[]) => knownWords(varied).map(({ term }) => term);
const saysOf = (term: string, varied: readonly string[]) => knownWords(varied).find((word) => word.term === term)?.says;

describe('a page can explain', () => {
  test('every outcome, as its judge or its unit has it', () => {
    const { judges, units } = catalogue;
    const outcomes = [
      ...judges.entries.flatMap((judge) => judge.outcomes.flatMap((outcome) => outcome ?? [])),
      ...units.entries.flatMap(({ diagnosis }) => diagnosis?.outcomes ?? []),
      failed,
    ];
    expect(outcomes.length).toBeGreaterThan(5);
    for (const { name, says } of outcomes) {
      expect(
        knownWords([])
          .filter(({ term }) => term === name)
          .map((word) => word.says),
      ).toContain(says);
    }
  });

  test('every recipe that ships', () => {
    for (const [name, says] of recipeExplanations) expect(saysOf(name, [])).toBe(says);
  });

  test('the fields that a study varies, by their last names, and no others', () => {
    expect(termsOf([])).not.toContain('learningRate');
    const [plain, varied] = [termsOf([]), termsOf(['recipe.learningRate', 'evaluation.samples'])];
    expect(varied).toContain('learningRate');
    expect(varied.slice(0, plain.length)).toEqual(plain);
    expect(new Set(varied.slice(plain.length))).toEqual(new Set(['learningRate', 'samples']));
    expect(saysOf('learningRate', ['learningRate'])).toMatch(/\w+ \w+/);
    expect(termsOf(['nobody knows it'])).toEqual(plain);
  });

  test('the values that the explanation of a field names', () => {
    const plain = termsOf([]);
    const varied = knownWords(['gradient']).slice(plain.length);
    expect(varied[0].term).toBe('gradient');
    const values = varied.slice(1).map(({ term }) => term);
    expect(values).toContain('projected');
    for (const { term, says } of varied.slice(1)) {
      expect(varied[0].says).toContain(`'${term}' ${says}`);
      expect(says).not.toContain(';');
    }
  });
});
