import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { unloadableFiles } from './scripts/mutation/unloadable-files.js';

/**
 * The tests that mutation testing runs for every mutant: all but those of the built program and of
 * full-length runs. Few cases a property: a mutant that only one case in a thousand shows would be killed by
 * chance, and a killed mutant needs one failing case.
 */
const room = process.env['MUTATION_ROOM'] ?? '';
/** Likelihood intervals take a tenth of a second a case. */
process.env['WARIZAN_RUNS'] ??= room === 'statistics' ? '0.1' : '0.3';
process.env['WARIZAN_SEED'] ??= '1';

/** The quickest files first: the first failing test ends a mutant's run. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed();
  }
}

/**
 * The tests of a room's mutants: MUTATION_ROOM's own, those of the properties that are about it, and where it
 * is used by all, everything. A mutant that survives runs all tests that reach it, so tests that reach a room
 * by the way cost more than they find.
 */
const loads = 'src/catalogue.test.ts';
const properties = (...names: string[]) => names.map((name) => `properties/${name}*.ts`);
const testsOf: Readonly<Record<string, string[]>> = {
  base: ['src/base/*.test.ts'],
  wasm: ['src/wasm/*.test.ts'],
  numeric: [
    loads,
    'src/numeric/**/*.test.ts',
    ...properties('p01', 'p02', 'p09', 'contract-laws/backends', 'written-formulas'),
  ],
  random: [loads, 'src/random/**/*.test.ts', ...properties('p11', 'contract-laws/generators')],
  units: [
    loads,
    'src/units/**/*.test.ts',
    ...properties('p01', 'p02', 'p03', 'p06', 'p07', 'log-ratio', 'contract-laws/units'),
  ],
  training: [
    loads,
    'src/training/**/*.test.ts',
    ...properties('p04', 'p06', 'p10', 'numpy', 'recipe', 'restart', 'log-ratio'),
    ...properties('contract-laws/losses', 'contract-laws/step-rules'),
  ],
  compile: ['src/compile/**/*.test.ts', 'src/experiments/training/lanes/*.test.ts'],
  statistics: ['src/statistics/*.test.ts'],
  study: [
    'src/study/**/*.test.ts',
    'src/cli/bad-input-command.test.ts',
    ...properties('p12', 'own-definitions', 'edited-tables', 'edited-other', 'table-columns', 'times-tables'),
  ],
  // Of what is read: those of what is drawn see nothing of it.
  report: [
    'src/report/{cell,criterion-answer,csv,environment,study-*,summary-table}.test.ts',
    'src/cli/{again-command,write-environment}.test.ts',
  ],
  // Those of long studies and of whole pages compute and draw for a minute, which is more than they find.
  cli: ['src/cli/**/!(criterion-command|printed-command|write-report|*.browser).test.ts'],
  testing: [
    // But for what the compiler says.
    'src/testing/!(matcher-types).test.ts',
    'src/testing/{adapters,laws}/*.test.ts',
    ...properties('contract-laws-can-fail', 'contract-laws/*.property', 'experiment-laws-can-fail'),
  ],
  gradcheck: ['src/gradcheck/*.test.ts', 'src/testing/*table*.test.ts', ...properties('p01', 'p07')],
};

/**
 * Stryker runs tests in a thread, where nobody can change the current folder: commands that run in process
 * need a process.
 */
const inProcess: Plugin = {
  name: 'tests-in-a-process',
  configureVitest({ project }) {
    project.config.pool = 'forks';
  },
};

export default defineConfig({
  plugins: [inProcess, unloadableFiles],
  test: {
    include: testsOf[room] ?? Object.values(testsOf).flat(),
    globalSetup: ['./scripts/copy-fonts.mjs'],
    setupFiles: ['./vitest.setup.ts', './vitest.mutation.setup.ts'],
    testTimeout: 60_000,
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
