import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InputError } from '../base/input-error.js';
import { requireDefinition } from './definition-demands.js';

const outcomes = [
  { name: 'won', isSuccess: true, says: 'it won' },
  { name: 'lost', says: 'it lost' },
];
const columns = [
  { name: 'time', says: 'how long' },
  { name: 'word', says: 'what was said', holds: { is: 'text' } },
];
const curve = { name: 'curve', columns: [columns[0], { name: 'loss', says: 'the loss' }] };
const right = { name: 'coin', version: 1, setting: z.object({}), outcomes, columns, run: () => ({}) };
/** Of an outcome or a column, with a change. */
const lost = (change: object) => ({ outcomes: [outcomes[0], { ...outcomes[1], ...change }] });
const time = (change: object) => ({ columns: [{ ...columns[0], ...change }] });
const series = (...all: unknown[]) => ({ series: all });

test.each<[string, object]>([
  ['nothing more', {}],
  ['a name in letters of any language', { name: 'Münze_2-β' }],
  ['a name of a hundred letters', { name: 'a'.repeat(100) }],
  ['a schema that is a function', { setting: Object.assign(() => 1, { '~standard': { validate: () => 1 } }) }],
  ['a time limit', { timeLimit: 0.5 }],
  [
    'units',
    {
      columns: [
        { ...columns[0], unit: 's' },
        { ...columns[1], unit: null },
      ],
    },
  ],
  ['no columns', { columns: [] }],
  ['an identity', { identity: [{ name: 'rate', says: 'of learning' }] }],
  ['a time to success', { timeToSuccess: { column: 'time' }, ...lost({ never: true }) }],
  ['series', series(curve, { ...curve, name: 'other', most: 2 }, { ...curve, name: 'third', most: 10_000 })],
])('a definition with %s is right', (_, change) => {
  expect(() => requireDefinition({ ...right, ...change })).not.toThrow();
});

const nameWords = 'must be letters, digits, _ and -, beginning with a letter';
const schemaWords = 'must be a Standard Schema, as those of zod, valibot and arktype are';
const timeWords = 'must be a number of seconds above 0';
const phrase = 'must be a phrase on what';
const rows = 'must be a whole number from 2 to 10000';

describe('the parts of a definition', () => {
  test.each<[object, string]>([
    [{ name: undefined }, `name: missing: ${nameWords}`],
    [{ name: 3 }, `name: 3: ${nameWords}`],
    [{ name: '2a' }, `name: "2a": ${nameWords}`],
    [{ name: 'a b' }, `name: "a b": ${nameWords}`],
    [{ name: ' a' }, `name: " a": ${nameWords}`],
    [{ name: '' }, `name: "": ${nameWords}`],
    [{ name: () => 1 }, `name: a function: ${nameWords}`],
    [{ version: undefined }, 'version: missing: must be a whole number from 1'],
    [{ version: 0 }, 'version: 0: must be a whole number from 1'],
    [{ version: 1.5 }, 'version: 1.5: must be a whole number from 1'],
    [{ version: '1' }, 'version: "1": must be a whole number from 1'],
    [{ setting: undefined }, `setting: missing: ${schemaWords}`],
    [{ setting: null }, `setting: null: ${schemaWords}`],
    [{ setting: 'x' }, `setting: "x": ${schemaWords}`],
    [{ setting: {} }, `setting: {}: ${schemaWords}`],
    [{ setting: { '~standard': {} } }, `setting: {"~standard":{}}: ${schemaWords}`],
    [{ setting: () => 1 }, `setting: a function: ${schemaWords}`],
    [{ run: undefined }, 'run: missing: must be a function of a setting and what a run is given'],
    [{ run: {} }, 'run: {}: must be a function of a setting and what a run is given'],
    [{ timeLimit: 0 }, `timeLimit: 0: ${timeWords}`],
    [{ timeLimit: '1' }, `timeLimit: "1": ${timeWords}`],
    [{ timeLimit: NaN }, `timeLimit: NaN: ${timeWords}`],
    [{ identity: [] }, 'identity: []: name at least one column'],
    [{ identity: 'rate' }, 'identity: "rate": must be a list'],
    [{ identity: [{ name: 'rate' }] }, `identity.0.says: missing: ${phrase} its cells say`],
  ])('%j', refused);
});

describe('outcomes and columns', () => {
  test.each<[object, string]>([
    [{ outcomes: undefined }, 'outcomes: missing: must be a list'],
    [{ outcomes: {} }, 'outcomes: {}: must be a list'],
    [{ outcomes: [outcomes[0], 'lost'] }, 'outcomes.1: "lost": must be an object of name and says'],
    [{ outcomes: [outcomes[0], null] }, 'outcomes.1: null: must be an object of name and says'],
    [{ outcomes: [outcomes[1]] }, 'outcomes: none has isSuccess: say which of them is a success'],
    [{ outcomes: [{ ...outcomes[0], isSuccess: 1 }] }, 'outcomes: none has isSuccess: say which of them is a success'],
    [lost({ name: 'a b' }), `outcomes.1.name: "a b": ${nameWords}`],
    [lost({ name: 'failed' }), 'outcomes.1.name: "failed": every experiment has it already'],
    [lost({ says: ' ' }), `outcomes.1.says: " ": ${phrase} it means`],
    [lost({ says: undefined }), `outcomes.1.says: missing: ${phrase} it means`],
    [lost({ name: 'won' }), 'outcomes: two columns of the tables are called "won"'],
    [lost({ name: 'success-rate' }), 'outcomes: two columns of the tables are called "success_rate"'],
    [lost({ name: 'setting' }), 'outcomes: two columns of the tables are called "setting"'],
    [{ columns: null }, 'columns: null: must be a list'],
    [{ columns: [3] }, 'columns.0: 3: must be an object of name and says'],
    [time({ name: undefined }), `columns.0.name: missing: ${nameWords}`],
    [time({ unit: 3 }), 'columns.0.unit: 3: must be text, or null where there is none'],
    [time({ unit: '' }), 'columns.0.unit: "": must be text, or null where there is none'],
    [time({ says: 3 }), `columns.0.says: 3: ${phrase} its cells say`],
    [{ columns: [columns[0], columns[0]] }, 'columns: two columns of the tables are called "time"'],
    [time({ name: 'setting' }), 'columns: two columns of the tables are called "setting"'],
    [{ identity: [{ name: 'time', says: 'when' }] }, 'columns: two columns of the tables are called "time"'],
    [{ identity: [{ name: 'won', says: 'when' }] }, 'outcomes: two columns of the tables are called "won"'],
    ...['rng', 'seed', 'outcome', 'failure', 'trials', 'success_rate', 'success_low', 'success_high'].map(
      (name): [object, string] => [time({ name }), `columns: two columns of the tables are called "${name}"`],
    ),
  ])('%j', refused);

  test('an identity of its own leaves the name "setting" free', () => {
    const identity = [{ name: 'rate', says: 'of learning' }];
    expect(() => requireDefinition({ ...right, identity, ...time({ name: 'setting' }) })).not.toThrow();
  });
});

describe('a time to success', () => {
  const timed = (column: unknown, change: object = {}) => ({ timeToSuccess: { column }, ...change });
  test.each<[object, string]>([
    [lost({ never: true }), 'outcomes.1.never: goes with timeToSuccess: say which column holds the time'],
    [timed('time', lost({ never: false })), 'outcomes.1.never: false: must be true, or left out'],
    [
      timed('time', lost({ never: true, isSuccess: true })),
      'outcomes.1.never: a success is none that never succeeds: leave it out',
    ],
    [{ timeToSuccess: 'time' }, 'timeToSuccess: "time": must be an object of column'],
    [{ timeToSuccess: null }, 'timeToSuccess: null: must be an object of column'],
    [{ timeToSuccess: { column: 'time', unit: 1 } }, 'timeToSuccess: "unit": is not known; known is column'],
    [timed('loss'), 'timeToSuccess.column: "loss": must be one of columns: time, word'],
    [timed(undefined), 'timeToSuccess.column: missing: must be one of columns: time, word'],
    [timed('x', { columns: [] }), 'timeToSuccess.column: "x": must be a column, and columns are none'],
    [timed('word'), 'timeToSuccess.column: "word": must be a column of numbers, and it holds text'],
  ])('%j', refused);
});

describe('series', () => {
  const [axis, loss] = curve.columns;
  test.each<[object, string]>([
    [{ series: {} }, 'series: {}: must be a list'],
    [series(curve, curve), 'series: two columns of the tables are called "curve"'],
    [series({ ...curve, name: '' }), `series.0.name: "": ${nameWords}`],
    [series(curve, { name: 'b' }), 'series.1.columns: missing: must be a list'],
    [series({ ...curve, columns: [axis] }), 'series.0.columns: needs two at least: the first is the axis'],
    [series({ ...curve, columns: [axis, { name: 'x' }] }), `series.0.columns.1.says: missing: ${phrase} its cells say`],
    [
      series({ ...curve, columns: [axis, loss, axis] }),
      'series.0.columns: two columns of the tables are called "time"',
    ],
    ...[1, 10_001, 2.5, '5', null].map((most): [object, string] => [
      series({ ...curve, most }),
      `series.0.most: ${JSON.stringify(most)}: ${rows}`,
    ]),
  ])('%j', refused);
});

test.each([null, undefined, 'coin', [], () => 1])('%s is no definition', (value) => {
  expect(() => requireDefinition(value)).toThrow(
    new InputError('experiment: must be an object of name, version, setting, …'),
  );
});

function refused(change: object, message: string): void {
  expect(() => requireDefinition({ ...right, ...change })).toThrow(new InputError(message));
}
