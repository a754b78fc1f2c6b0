import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { generators, standardGenerator } from '../random/generators.js';
import { comparisonNames, tableNames } from './description.js';
import { studyFields } from './study-fields.js';

const schema = z.strictObject(studyFields(generators, 'what a grid is'));
const issues = (more: object) =>
  schema.safeParse({ seeds: 1, ...more }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ??
  [];
const list = <Value>(length: number, value: (k: number) => Value) => Array.from({ length }, (_, k) => value(k));
const grid = (fields: number, values: number) =>
  Object.fromEntries(list(fields, (k): [string, number[]] => [`f${k}`, list(values, (n) => n)]));

describe('the fields of a study file', () => {
  test.each<[string, object]>([
    ['nothing but seeds', {}],
    ['a schema', { $schema: 'x' }],
    ['a title', { title: 'x' }],
    ['a long title', { title: 'x'.repeat(10_000) }],
    ['a grid of no fields', { grid: {} }],
    ['a grid of 16 fields', { grid: grid(16, 1) }],
    ['a grid of many values', { grid: grid(1, 10_000) }],
    ['a grid of any JSON', { grid: { a: [1, 'x', null, true, [1], { b: 2 }] } }],
    ['seeds as a range', { seeds: '1..3' }],
    ['seeds as a list', { seeds: ['1..3', 7] }],
    ['a thousand seeds', { seeds: list(1000, (k) => k) }],
    ...generators.names.map((rng): [string, object] => [`the generator ${rng}`, { rng }]),
    ...comparisonNames.map((comparisons): [string, object] => [`comparisons ${comparisons}`, { comparisons }]),
    ['a baseline', { baseline: 'x'.repeat(10_000) }],
    ['all tables', { tables: tableNames }],
    ['no table', { tables: [] }],
    ['a criterion', { criterion: { successRate: { atLeast: 0.5 } } }],
  ])('may be %s', (_, more) => {
    expect(issues(more)).toEqual([]);
  });

  const seeds = 'must be A..B, one seed, or a list of these';
  test.each<[string, object, string]>([
    ['an empty title', { title: '' }, 'title'],
    ['too long a title', { title: 'x'.repeat(10_001) }, 'title'],
    ['a grid of 17 fields', { grid: grid(17, 1) }, 'grid: at most 16 fields'],
    ['a grid without values', { grid: { a: [] } }, 'grid.a'],
    ['a grid of too many values', { grid: grid(1, 10_001) }, 'grid.f0'],
    ['a grid that is no list', { grid: { a: 1 } }, 'grid.a'],
    ['seeds of another kind', { seeds: true }, `seeds: ${seeds}`],
    ['no seeds', { seeds: [] }, 'seeds'],
    ['too many seeds', { seeds: list(1001, (k) => k) }, 'seeds'],
    ['a list with another kind', { seeds: [true] }, `seeds: ${seeds}`],
    ['another generator', { rng: 'dice' }, 'rng'],
    ['other comparisons', { comparisons: 'some' }, 'comparisons'],
    ['an empty baseline', { baseline: '' }, 'baseline'],
    ['too long a baseline', { baseline: 'x'.repeat(10_001) }, 'baseline'],
    ['another table', { tables: ['rows'] }, 'tables.0'],
    ['a schema that is no text', { $schema: 1 }, '$schema'],
    ['a criterion of nothing', { criterion: {} }, 'criterion'],
  ])('may not be %s', (_, more, issue) => {
    const [found, ...others] = issues(more);
    expect(others).toEqual([]);
    expect(found.startsWith(issue)).toBe(true);
  });

  test('need seeds', () => {
    expect(schema.safeParse({}).success).toBe(false);
  });

  test('each say what they are', () => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
    const said = Object.entries(properties).map(([name, field]): [string, unknown] => [
      name,
      typeof field === 'object' ? field.description : undefined,
    ]);
    for (const [name, says] of said) expect([name, says]).toEqual([name, expect.stringMatching(/^.{10,}$/)]);
    expect(new Map(said).get('grid')).toBe('what a grid is');
    expect(new Map(said).get('rng')).toBe(`random generator; ${standardGenerator.name} where not given`);
    expect(said).toHaveLength(9);
  });
});
