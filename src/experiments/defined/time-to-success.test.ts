import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commandExperiment } from './command-experiment.js';
import { commandExperimentSchema } from './command-file.js';
import { experimentText, readExperimentFile } from './experiment-file.js';
import { standardGenerator } from '../../random/generators.js';
import { defineExperiment } from '../../study/define-experiment.js';
import { requireDefinition } from '../../study/definition-demands.js';
import type { Run } from '../../study/experiment.js';
import { contextOf } from '../../study/run-context.js';
import type { Cell } from '../../study/tables/cell.js';

const home = { name: 'home', isSuccess: true as const, says: 'it arrived' };
const late = { name: 'late', says: 'it was stopped' };
const lost = { name: 'lost', never: true as const, says: 'it cannot arrive' };
const columns = [
  { name: 'steps', unit: 'steps', says: 'steps taken' },
  { name: 'word', says: 'a word', holds: { is: 'text' as const } },
];
const definition = {
  name: 'walk',
  version: 1,
  setting: z.strictObject({}),
  outcomes: [home, late, lost],
  columns,
  timeToSuccess: { column: 'steps' },
  run: () => ({ outcome: 'home', row: { steps: 1, word: 'a' } }),
};

describe('a time to success that is declared', () => {
  test('is right with a column of numbers, and with outcomes that never succeed or without', () => {
    expect(() => requireDefinition(definition)).not.toThrow();
    expect(() => requireDefinition({ ...definition, outcomes: [home, late] })).not.toThrow();
    expect(defineExperiment(definition).timeToSuccess).toEqual({ column: 'steps' });
  });

  test.each([
    [{ timeToSuccess: 'steps' }, 'timeToSuccess: "steps": must be an object of column'],
    [{ timeToSuccess: {} }, 'timeToSuccess.column: missing: must be one of columns: steps, word'],
    [{ timeToSuccess: { column: 'step' } }, 'timeToSuccess.column: "step": must be one of columns: steps, word'],
    [
      { timeToSuccess: { column: 'word' } },
      'timeToSuccess.column: "word": must be a column of numbers, and it holds text',
    ],
    [{ timeToSuccess: { column: 'steps', unitSays: 'a' } }, 'timeToSuccess: "unitSays": is not known; known is column'],
    [{ columns: [] }, 'timeToSuccess.column: "steps": must be a column, and columns are none'],
    [{ timeToSuccess: undefined }, 'outcomes.2.never: goes with timeToSuccess: say which column holds the time'],
    [{ outcomes: [home, { ...late, never: 'yes' }] }, 'outcomes.1.never: "yes": must be true, or left out'],
    [{ outcomes: [home, { ...late, never: false }] }, 'outcomes.1.never: false: must be true, or left out'],
    [{ outcomes: [{ ...home, never: true }] }, 'outcomes.0.never: a success is none that never succeeds: leave it out'],
  ])('as %j is refused in one line', (wrong, message) => {
    expect(() => requireDefinition({ ...definition, ...wrong })).toThrow(new RegExp(`^${escaped(message)}$`));
  });

  test('is in the file of the experiment, with what never succeeds', () => {
    const text = experimentText(defineExperiment(definition));
    const value: unknown = JSON.parse(text);
    const declared = readExperimentFile(value);
    expect(declared.timeToSuccess).toEqual({ column: 'steps' });
    expect(declared.outcomes).toEqual([home, late, lost]);
    const renamed: unknown = JSON.parse(text.replace('"column": "steps"', '"column": "step"'));
    expect(() => readExperimentFile(renamed)).toThrow(
      'experiment.json: timeToSuccess.column: "step": is none of columns',
    );
  });

  test('can be declared by a study file for a program', () => {
    const { run, setting, ...said } = definition;
    expect([run, setting]).toHaveLength(2);
    const inFile = { ...said, command: ['true'], columns: [columns[0], { ...columns[1], holds: 'text' }] };
    const experiment = commandExperiment(commandExperimentSchema.parse(inFile), '.');
    expect(experiment.timeToSuccess).toEqual({ column: 'steps' });
    expect(experiment.outcomes).toEqual([home, late, lost]);
    const wrong = commandExperimentSchema.parse({ ...inFile, timeToSuccess: { column: 'word' } });
    expect(() => commandExperiment(wrong, '.')).toThrow(
      'study: experiment: timeToSuccess.column: "word": must be a column of numbers, and it holds text',
    );
  });
});

describe('a run', () => {
  const runTo = (outcome: string, steps: Cell): unknown => {
    const run = (): Run<object> => ({ outcome, row: { steps, word: 'a' } });
    return defineExperiment({ ...definition, run }).run({}, contextOf({}, standardGenerator, 1).context);
  };

  test('has a time, unless it never succeeds', () => {
    expect(runTo('home', 0)).toMatchObject({ outcome: 'home' });
    expect(runTo('late', 12.5)).toMatchObject({ outcome: 'late' });
    expect(runTo('lost', null)).toMatchObject({ outcome: 'lost' });
  });

  test.each([
    [
      'home',
      null,
      'row: steps: null: must be finite and not negative, as a time to success is; the run ended as "home"',
    ],
    ['late', -1, 'row: steps: -1: must be finite and not negative, as a time to success is; the run ended as "late"'],
    [
      'late',
      'soon',
      'row: steps: "soon": must be finite and not negative, as a time to success is; the run ended as "late"',
    ],
  ])('that ends as %s at %j fails', (outcome, steps, message) => {
    expect(() => runTo(outcome, steps)).toThrow(message);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
