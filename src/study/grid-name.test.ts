import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { gridSuffix, shortFieldName, withoutGridSuffix, type GridPoint } from './grid-name.js';

const word = fc.constantFrom('rate', 'clip', 'width', 'mantissa', 'a');
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'));
const value = fc.oneof(
  fc.constantFrom('adam', 'two words', 'a=b', ''),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(true, null, [1, 'x'], { digits: 30 }),
);
const point = (least: number): fc.Arbitrary<GridPoint> =>
  fc.uniqueArray(fc.tuple(path, value), { minLength: least, maxLength: 4, selector: ([own]) => own });
/** Names as people give them: blanks and dollar signs too. */
const name = fc.oneof(fc.constantFrom('exact', ' exact', 'a  b ', '$& $1', 'rate=1', ''), fc.string());

property([name, point(0)])('a name is what is left of it without the suffix of a grid', (own, at) => {
  const paths = at.map(([each]) => each);
  expect(withoutGridSuffix(own + gridSuffix(at, paths), at)).toBe(own);
});

property([name, point(1)])('likewise where other fields end as those of the grid do', (own, at) => {
  const paths = at.map(([each]) => each);
  const others = paths.map((each) => `other.${each}`);
  expect(withoutGridSuffix(own + gridSuffix(at, [...paths, ...others]), at)).toBe(own);
});

property([point(1), point(1)])('of a name made of fields the others are left, in their order', (at, others) => {
  const isInGrid = ([own]: GridPoint[number]) => at.some(([each]) => each === own);
  const left = others.filter((other) => !isInGrid(other));
  const text = (fields: GridPoint) => fields.map(([own, held]) => `${own}=${textOf(held)}`).join(' ');
  // The fields of the grid come first, so that the name does not end in them.
  if (left.length > 0) expect(withoutGridSuffix(text([...at, ...left]), at)).toBe(text(left));
  expect(withoutGridSuffix(text(at), at)).toBe('');
});

test('a field whose path ends as the grid’s does is not taken for the grid’s', () => {
  expect(withoutGridSuffix('rate.mantissa=a=b mantissa=a=b', [['rate.mantissa', 'a=b']])).toBe('mantissa=a=b');
});

test('a name that does not say the point of a grid is returned whole', () => {
  const at: GridPoint = [
    ['rate', 0.1],
    ['step.clip', 'no'],
  ];
  for (const own of [
    'exact',
    'rate=0.1',
    'rate=0.1 step.clip=yes',
    'exact clip=no rate=0.1',
    'xrate=0.1 step.clip=no',
  ]) {
    expect(withoutGridSuffix(own, at)).toBe(own);
  }
  expect(withoutGridSuffix('step.clip=no width=2 rate=0.1', at)).toBe('width=2');
});

test('a suffix says fields by the last parts of their paths, texts as they are, all else as JSON', () => {
  const at: GridPoint = [
    ['learningRate', 0.05],
    ['stepRule.mantissa', false],
    ['optimiser', 'adam'],
    ['layers', [1, 2]],
  ];
  const paths = at.map(([own]) => own);
  expect(gridSuffix(at, paths)).toBe(' learningRate=0.05 mantissa=false optimiser=adam layers=[1,2]');
  expect(gridSuffix([], [])).toBe('');
});

property([fc.uniqueArray(path, { minLength: 1, maxLength: 6 })])(
  'a short name is the last part of a path where no other path ends so, and tells paths apart',
  (paths) => {
    const last = (own: string) => own.split('.').at(-1);
    const short = paths.map((own) => shortFieldName(own, paths));
    for (const [k, own] of paths.entries()) {
      const isAlone = paths.filter((other) => last(other) === last(own)).length === 1;
      expect(short[k]).toBe(isAlone ? last(own) : own);
    }
    expect(new Set(short).size).toBe(paths.length);
  },
);

function textOf(held: unknown): string {
  return typeof held === 'string' ? held : JSON.stringify(held);
}
