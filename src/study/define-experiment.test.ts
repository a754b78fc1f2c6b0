import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InputError } from '../base/input-error.js';
import { generators } from '../random/generators.js';
import { defineExperiment, type DefinedColumn } from './define-experiment.js';
import { centre } from './estimators/centre.js';
import type { Run } from './experiment.js';
import { median } from './estimators/median.js';
import { contextOf } from './run-context.js';

const generator = generators.get('xoroshiro128plus');
const outcomes = [
  { name: 'won', isSuccess: true, says: 'it won' },
  { name: 'lost', says: 'it lost' },
  { name: 'diverged', never: true, says: 'it never wins' },
] as const;
const parts = { name: 'coin', version: 1, setting: z.object({ rate: z.number() }) };
const column = (more: Partial<DefinedColumn> = {}): DefinedColumn => ({ name: 'time', says: 'how long', ...more });

/** An experiment whose runs come back with what is given. */
const returning = (run: unknown, columns: readonly DefinedColumn[] = [column()], more: object = {}) =>
  defineExperiment<{ rate: number }, unknown>({
    ...parts,
    outcomes: [outcomes[0], outcomes[1]],
    columns,
    // A definition may come from JavaScript, whose runs return anything.
    run: () => z.custom<Run<unknown> | Promise<Run<unknown>>>().parse(run),
    ...more,
  });
const context = contextOf({}, generator, 1).context;
const runOf = (...given: Parameters<typeof returning>) => returning(...given).run({ rate: 1 }, context);

describe('a definition', () => {
  test('has the parts that were given, and none that were not', () => {
    const experiment = returning({});
    expect(experiment).toMatchObject({ name: 'coin', version: 1, outcomes: outcomes.slice(0, 2), costs: [] });
    for (const field of ['timeToSuccess', 'series', 'timeLimit']) expect(experiment).not.toHaveProperty(field);
    expect(experiment.identity).toMatchObject([
      { name: 'setting', unit: null, says: 'the fields of the setting', holds: { is: 'text' }, required: true },
    ]);
    const [name] = experiment.identity;
    expect([name.cell?.({ rate: 0.5 }), name.cell?.({ rate: Number('0') })]).toEqual(['rate=0.5', 'rate=0']);
  });

  test('has its own identity, time to success, series and time limit', () => {
    const curve = { name: 'curve', columns: [column(), column({ name: 'loss', unit: 'nats' })] };
    const experiment = defineExperiment({
      ...parts,
      identity: [{ name: 'rate', says: 'of learning', cell: ({ rate }: { rate: number }) => 2 * rate }],
      outcomes,
      columns: [column({ unit: 's' })],
      timeToSuccess: { column: 'time' },
      series: [curve, { ...curve, name: 'short', most: 7 }],
      timeLimit: 1.5,
      run: () => ({ outcome: 'won', row: { time: 1 } }),
    });
    expect(experiment.identity).toMatchObject([{ name: 'rate', required: true, holds: { is: 'any' }, unit: null }]);
    expect(experiment.identity[0].cell?.({ rate: 2 })).toBe(4);
    expect(experiment).toMatchObject({ timeToSuccess: { column: 'time' }, timeLimit: 1500 });
    expect(experiment.series).toMatchObject([
      {
        name: 'curve',
        most: 200,
        columns: [
          { name: 'time', unit: null },
          { name: 'loss', unit: 'nats' },
        ],
      },
      { name: 'short', most: 7 },
    ]);
    expect(experiment.columns[0]).toMatchObject({ name: 'time', unit: 's', says: 'how long', holds: { is: 'any' } });
    expect(experiment.columns[0]).not.toHaveProperty('cell');
  });

  test('sums columns up by their centre, or as they say, and texts by nothing', () => {
    const own = { by: median, over: 'success' as const, as: 'mid' };
    const { columns } = returning({}, [
      column(),
      column({ name: 'b', estimate: 'median' }),
      column({ name: 'c', estimate: own }),
      column({ name: 'd', estimate: null }),
      column({ name: 'e', holds: { is: 'text' } }),
      column({ name: 'f', holds: { is: 'number' } }),
    ]);
    const usual = { by: centre, over: 'ended' };
    const chosen = [usual, { by: median, over: 'ended' }, own, undefined, undefined, usual];
    expect(columns.map(({ estimate }) => estimate)).toEqual(chosen);
    expect(() => returning({}, [column({ estimate: 'average' })])).toThrow(/"average"/);
    expect(() => returning({}, [], { version: 0 })).toThrow(
      new InputError('version: 0: must be a whole number from 1'),
    );
  });
});

describe('a run', () => {
  test('comes to its outcome and row, at once or later', async () => {
    const run = { outcome: 'won', row: { time: 3, more: 1 }, extra: 1 };
    const ended = { outcome: 'won', row: { time: 3, more: 1 } };
    expect(runOf(run)).toEqual(ended);
    const later = runOf(Promise.resolve(run));
    expect(later).toBeInstanceOf(Promise);
    await expect(later).resolves.toEqual(ended);
    await expect(runOf(Promise.resolve(3))).rejects.toThrow('run returned 3: it must return an object');
  });

  test('is given its setting and what goes with it', () => {
    const seen: unknown[] = [];
    const experiment = returning({ outcome: 'won', row: {} }, [], {
      run: (...given: unknown[]) => {
        seen.push(...given);
        return { outcome: 'won', row: {} };
      },
    });
    void experiment.run({ rate: 7 }, context);
    expect(seen).toEqual([{ rate: 7 }, context]);
  });

  const must = 'it must return an object of outcome and row';
  test.each<[unknown, string]>([
    [undefined, `run returned nothing: ${must}`],
    [null, `run returned null: ${must}`],
    ['won', `run returned "won": ${must}`],
    [[], `run returned a list: ${must}`],
    [{}, `run returned no outcome: ${must}`],
    [{ outcome: 'won' }, `run returned no row: ${must}`],
    [{ row: {} }, `run returned no outcome: ${must}`],
    [{ outcome: 3, row: {} }, `run returned an object whose outcome is no text or whose row is no object: ${must}`],
    [{ outcome: 'won', row: 3 }, `run returned an object whose outcome is no text or whose row is no object: ${must}`],
    [{ outcome: 'drawn', row: {} }, 'outcome: "drawn": is not declared; declared are won, lost'],
    [{ outcome: 'won', row: {} }, 'row: time: is missing: null says that there is none'],
    [{ outcome: 'won', row: { time: true } }, 'row: time: true: must be a number, text or null'],
    [{ outcome: 'won', row: { time: [1] } }, 'row: time: [1]: must be a number, text or null'],
    [{ outcome: 'won', row: { time: 1n } }, 'row: time: a bigint: must be a number, text or null'],
    [{ outcome: 'won', row: { time: () => 1 } }, 'row: time: a function: must be a number, text or null'],
    [{ outcome: 'won', row: { time: Symbol('x') } }, 'row: time: a symbol: must be a number, text or null'],
    [{ outcome: 'won', row: { time: { x: 1n } } }, 'row: time: an object: must be a number, text or null'],
    [{ outcome: 'won', row: { time: NaN } }, 'row: time: NaN: must be finite; null says that there is none'],
    [
      { outcome: 'won', row: { time: -Infinity } },
      'row: time: -Infinity: must be finite; null says that there is none',
    ],
  ])('that returns %s is none', (run, message) => {
    expect(() => runOf(run)).toThrow(new InputError(message));
  });

  test.each([null, 'text', 0, -0, { digits: '1.25' }])('may have %j in a cell', (time) => {
    expect(runOf({ outcome: 'won', row: { time } })).toEqual({ outcome: 'won', row: { time } });
  });

  test('has cells that its columns hold, made by the column where it says how', () => {
    const whole = column({ holds: { is: 'number', whole: true } });
    expect(() => runOf({ outcome: 'won', row: { time: 1.5 } }, [whole])).toThrow(
      new InputError('row: time: 1.5: a whole number'),
    );
    expect(runOf({ outcome: 'won', row: { time: 2 } }, [whole])).toBeTruthy();
    const made = column({ cell: () => Number('NaN') });
    expect(() => runOf({ outcome: 'won', row: { time: 2 } }, [made])).toThrow(/^row: time: NaN: must be finite/);
    const inherited = column({ name: 'constructor' });
    expect(() => runOf({ outcome: 'won', row: {} }, [inherited])).toThrow(/^row: constructor: is missing/);
  });

  test('has its time where the experiment has one, unless it never succeeds', () => {
    const more = { outcomes, timeToSuccess: { column: 'time' } };
    const timed = (outcome: string, time: unknown) => () => runOf({ outcome, row: { time } }, [column()], more);
    for (const time of [0, 3.5]) expect(timed('won', time)()).toEqual({ outcome: 'won', row: { time } });
    expect(timed('diverged', null)).not.toThrow();
    for (const [outcome, time] of [
      ['won', null],
      ['lost', -1],
      ['won', 'x'],
    ] as const) {
      expect(timed(outcome, time)).toThrow(
        `row: time: ${JSON.stringify(time)}: must be finite and not negative, as a time to success is; the run ended as "${outcome}"`,
      );
    }
  });
});
