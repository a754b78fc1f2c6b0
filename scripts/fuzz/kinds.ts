import fc from 'fast-check';
import { stringify as csv } from 'csv-stringify/sync';
import { stringify as yaml } from 'yaml';
import { rightTable, type Sheet } from '../../properties/right-table.js';
import { edits } from '../../properties/table-edits.js';
import { namedRecipes } from '../../src/training/named-recipes.js';
import { bytesOf, type FuzzCase } from './fuzz-case.js';
import { hostileText, hostileValue } from './hostile-values.js';
import { damagedFile, mutatedJson } from './mutations.js';

/** A kind of input, and how its cases are drawn. */
export interface FuzzKind {
  readonly name: string;
  /** Cases of this kind in a hundred thousand in one process; those that run studies take longer. */
  readonly share: number;
  readonly cases: fc.Arbitrary<FuzzCase>;
}

/** Journals that a study of ours has written, and the tables that came of it. */
export interface WrittenStudy {
  readonly journal: string;
  readonly trials: string;
}

/** The study whose journals are damaged. */
export const writtenStudy = JSON.stringify({
  recipes: [{ extends: 'clipped', name: 'mine', steps: 3, evaluation: { samples: 8 } }],
  seeds: '1..4',
});

/** Recipes from which changed ones are made: those that ship, but short; and one that changes another. */
const recipes: readonly object[] = [
  ...[...namedRecipes.values()].map((recipe) => ({
    ...recipe,
    steps: 3,
    evaluation: { ...recipe.evaluation, samples: 8 },
  })),
  { extends: 'exact', name: 'mine', steps: 2, hidden: 3, batch: 2, task: { inputs: 3, exponents: [[1, -1, 0]] } },
];
/** A short one for studies. */
const mine = { extends: 'clipped', name: 'mine', steps: 3, evaluation: { samples: 8 } };

const studies: readonly object[] = [
  { title: 'A study', recipes: [mine, 'exact'], seeds: { from: 1, to: 2 }, rng: 'xoroshiro128plus' },
  { recipes: [mine], seeds: '1..2', grid: { learningRate: [0.1, 0.2], backend: ['float64', 'mpfr'] } },
  { recipes: [mine], seeds: '1..3', criterion: { setting: 'mine', atLeast: 0.5 }, comparisons: 'first' },
  {
    experiment: { command: ['true'], outcomes: [{ name: 'ok', isSuccess: true, says: 'x' }], columns: [] },
    settings: [{ a: 1 }],
    seeds: '1..2',
  },
];

const environment = [{ warizan: '0.1.0', node: 'v20.20.2', platform: 'linux', arch: 'x64' }];
const foreign: Readonly<Record<string, unknown>> = {
  'study.json': studies[0],
  'environment.json': environment,
  'command.json': ['study', '--recipe', 'clipped'],
  'experiment.json': { name: 'mine', version: 1, outcomes: [{ name: 'ok' }], columns: [{ name: 'a', unit: null }] },
};

const oneOf = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);
const jsonFile = (values: readonly unknown[]) =>
  oneOf(values)
    .chain(mutatedJson)
    .chain((value) => damagedFile(JSON.stringify(value, null, 1)));

const csvOf = ({ header, rows }: Sheet) =>
  csv([[...header], ...rows.map((row) => [...row])], { record_delimiter: 'windows' });

const optionNames = [
  ...[
    '--recipe',
    '--seed',
    '--seeds',
    '--rng',
    '--steps',
    '--backend',
    '--precision',
    '--initial',
    '--kernel',
    '--every',
  ],
  ...['--trajectory', '--plot', '--plugin', '--json', '--out', '--workers', '--resume', '--shard', '--redis', '--unit'],
  ...[
    '--gradient',
    '--runs',
    '--csv',
    '--markdown',
    '--set',
    '--print-plan',
    '--network',
    '--debugg',
    '--allow-outside',
  ],
];
const commands = ['train', 'study', 'run', 'merge', 'gradcheck', 'precision', 'report', 'init', 'bench', 'trian', ''];
/** What ends soon whatever else is said. */
const brief: Readonly<Record<string, readonly string[]>> = {
  train: ['--steps', '2'],
  study: ['--print-plan'],
  precision: ['--steps', '1', '--seeds', '1'],
  gradcheck: ['--runs', '1'],
  bench: ['nothing-of-this-name'],
};

/** The kinds of inputs that are tried, one after another. */
export const fuzzKinds: readonly FuzzKind[] = [
  {
    name: 'options',
    share: 26000,
    cases: fc
      .record({
        command: oneOf(commands),
        given: fc.array(
          fc.tuple(
            oneOf(optionNames),
            fc.option(fc.oneof(hostileText, fc.constantFrom('clipped', '1', 'out', '1..2', 'a.csv'))),
          ),
          { maxLength: 3 },
        ),
        operand: fc.option(hostileText),
      })
      .map(({ command, given, operand }) => ({
        files: {},
        args: [
          command,
          ...given.flatMap(([option, value]) => (value === null ? [option] : [option, value])),
          ...(operand === null ? [] : [operand]),
          ...(brief[command] ?? []),
        ],
      }))
      // Of a pipe or a device without end it may read for ten seconds, and longer names are no arguments.
      .filter(({ args }) => args.every((arg) => !arg.includes('\u0000'))),
  },
  {
    name: 'recipes',
    share: 30000,
    cases: jsonFile(recipes).map((file) => ({
      files: { 'recipe.json': file },
      args: ['train', '--recipe', './recipe.json', '--steps', '2', '--json'],
    })),
  },
  {
    name: 'studies',
    share: 10000,
    cases: jsonFile(studies).map((file) => ({
      files: { 'study.json': file },
      args: ['study', './study.json', '--out', 'out', '--print-plan'],
    })),
  },
  {
    name: 'YAML',
    share: 10000,
    cases: oneOf(studies)
      .chain(mutatedJson)
      .chain((value) => damagedFile(yaml(value)))
      .map((file) => ({ files: { 's.yaml': file }, args: ['study', './s.yaml', '--out', 'out', '--print-plan'] })),
  },
  {
    name: 'tables',
    share: 8000,
    cases: fc.tuple(rightTable, oneOf(edits)).map(([right, edit]): FuzzCase => {
      const { sheet, file = (text: string) => text } = edit.edit(right.trials);
      const beside = { 'study.json': bytesOf(right.study), 'summary.csv': bytesOf(csvOf(right.summary)) };
      const made = file(csvOf(sheet));
      return {
        files: {
          ...(edit.beside === undefined ? {} : { [`t/${edit.beside}`]: beside[edit.beside] }),
          't/trials.csv': typeof made === 'string' ? bytesOf(made) : made.toString('latin1'),
        },
        args: ['report', 't'],
        then: edit.then === 'read' ? 'read' : 'refused',
      };
    }),
  },
  {
    name: 'damaged tables',
    share: 8000,
    cases: rightTable
      .chain((right) => damagedFile(csvOf(right.trials)))
      .map((trials) => ({ files: { 't/trials.csv': trials }, args: ['report', 't'] })),
  },
  {
    name: 'foreign JSON',
    share: 6000,
    cases: fc.tuple(rightTable, oneOf(Object.keys(foreign))).chain(([right, name]) =>
      jsonFile([foreign[name]]).map((file) => ({
        files: { 't/trials.csv': bytesOf(csvOf(right.trials)), [`t/${name}`]: file },
        args: ['report', 't'],
      })),
    ),
  },
  {
    name: 'weights',
    share: 1500,
    cases: fc
      .oneof(
        jsonFile([
          {
            w0: [
              [1, 2],
              [3, 4],
            ],
            w1: [[1, -1]],
          },
        ]),
        hostileValue.map((value) => bytesOf(JSON.stringify(value))),
      )
      .map((file) => ({
        files: { 'weights.json': file },
        args: ['train', '--recipe', 'clipped', '--steps', '2', '--initial', './weights.json'],
      })),
  },
  {
    name: 'names',
    share: 300,
    cases: fc.tuple(hostileText, hostileText).map(([name, title]) => ({
      files: { 's.json': bytesOf(JSON.stringify({ title, recipes: [{ ...mine, name }], seeds: '1..2' })) },
      args: ['study', './s.json', '--out', 'out', '--print-plan'],
    })),
  },
];

/** A study's journal, damaged, is read or refused; what is read makes the same tables. */
export function journalKind({ journal, trials }: WrittenStudy): FuzzKind {
  return {
    name: 'journals',
    share: 200,
    cases: damagedFile(journal).map((damaged) => ({
      files: { 's.json': bytesOf(writtenStudy), 'out/journal.jsonl': damaged },
      args: ['study', './s.json', '--out', 'out', '--resume', '--workers', '1'],
      makes: { 'out/trials.csv': trials },
    })),
  };
}
