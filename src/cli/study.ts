import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { InputError } from '../base/input-error.js';
import { shippedStudies } from '../experiments/training/study-file.js';
import { criterionNote } from '../study/criteria/read-criterion.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import type { Executor } from '../study/executor.js';
import { openJournal } from '../study/journal/journal.js';
import { isComplete, runToDecision } from '../study/run-to-decision.js';
import { runStudy, type StudyRunOptions } from '../study/run-study.js';
import { isInShard, isShardDone, readShard, shardSize, type Shard } from '../study/shard.js';
import { askedStudy, type AskingOptions } from './ask-study.js';
import type { AskedStudy } from './asked-study.js';
import { Interrupted } from './exit.js';
import { beginFolder, finishStudy, watching } from './finish-study.js';
import { listenForInterrupts } from './interruption.js';
import { openingOf, resumeOptions, type OpeningOptions } from './opening.js';
import { backendOptions, integerOption, pluginOption, rngOption } from './options.js';
import { progressLine } from './progress.js';
import { onQueue, redisOption } from './queued-study.js';
import { setOption } from './set-option.js';
import { describePlan, planJson } from './study-plan.js';
import { sayIfEnded } from './supervisor.js';
import { withWorkers } from './with-workers.js';
import { engineChange, thisEnvironment, writeEnvironment } from './write-environment.js';
import { outsideOption } from './outside-option.js';
import { note, say, sayJson } from './say.js';

interface StudyOptions extends OpeningOptions, AskingOptions {
  readonly out?: string;
  readonly workers: string;
  readonly shard?: string;
  readonly redis?: string;
  readonly printPlan?: boolean;
  readonly json?: boolean;
}

/** Where the trials of a study run, with so many workers. */
export type Place = (asked: AskedStudy, workers: number) => Executor | Promise<Executor>;

/**
 * `warizan study`: a study file, or recipes × seeds, with tables, intervals and figures.
 * @param place where trials run that no queue runs
 */
export function studyCommand(place: Place = (asked, workers) => asked.executor(workers)): Command {
  const [backend, precision] = backendOptions();
  const [resume, acceptCode] = resumeOptions('study');
  return new Command()
    .argument(
      '[study]',
      `a study file (JSON or YAML), a module that exports an experiment, or a study that ships: ${shippedStudies().join(', ')}`,
    )
    .option('--recipe <name|file>', 'in place of a study: a recipe by name or file; may be given again', collect, [])
    .option('--seeds <a..b>', "first and last seed; in place of the study file's where both are given")
    .addOption(setOption())
    .addOption(rngOption())
    .addOption(backend)
    .addOption(precision)
    .option('--out <dir>', 'a new folder for tables and figures')
    .addOption(new Option('--workers <n>', 'worker threads').default(String(availableParallelism()), 'one a core'))
    .option('--shard <k/n>', 'run the k-th of n parts; `warizan merge` makes one study of them')
    .addOption(redisOption('trials are run by the workers of this queue: see warizan worker'))
    .addOption(resume)
    .addOption(acceptCode)
    .addOption(pluginOption())
    .addOption(outsideOption())
    .option('--print-plan', 'say which trials would run and how long they would take, and run none')
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText(
      'after',
      `
Examples:
  warizan study essay-claim --out essay-claim
  warizan study my-study.yaml --print-plan
  warizan study my-experiment.ts --set rate=0.1 --seeds 1..1000 --out study-1
  warizan study my-study.yaml --out study-1 --workers 4
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2
  warizan study --recipe clipped --recipe exact --seeds 1..100 --out study-2 --resume
  warizan study my-study.yaml --shard 3/10 --out shard-3

A study file may have a criterion, \`criterion: { setting: exact, successRate: { atLeast: 0.95 } }\` or
\`criterion: { setting: exact, noWorseThan: { baseline: DIR, margin: 0.02 } }\`. Exit status 0 then says that it was met, and 1 that
it was missed or that the runs are too few to tell.`,
    )
    .action(async (study: string | undefined, options: StudyOptions, command: Command) => {
      const given = (name: string) => command.getOptionValueSource(name) === 'cli';
      const asked = await askedStudy(study, options, given);
      const workers = integerOption('--workers', options.workers, 1, 256);
      if (options.printPlan === true) return printPlan(asked, workers, options.json === true);
      if (options.out === undefined) throw new InputError('--out: missing: name a folder for tables and figures');
      const queued = options.redis === undefined ? null : await onQueue(asked, options.redis, given('workers'));
      const executor = (threads: number) => queued?.executor(threads) ?? place(asked, threads);
      return run({ ...asked, executor }, workers, { ...options, out: options.out });
    });
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

async function printPlan(asked: AskedStudy, workers: number, json: boolean): Promise<void> {
  const { description } = asked;
  const planned = await asked.plan();
  if (json) sayJson(planJson(description, planned, workers));
  else say(describePlan(description, planned, workers));
}

async function run(asked: AskedStudy, workers: number, options: StudyOptions & { out: string }): Promise<void> {
  const { description } = asked;
  const { out } = options;
  const shard = options.shard === undefined ? null : readShard('--shard', options.shard);
  const started = performance.now();
  const { decision, live, observe } = watching(description);
  // Before anything is on disk, so that a folder with a journal is one whose program keeps what it finished.
  const interrupts = listenForInterrupts();
  const journal = openJournal(out, description, openingOf(options), observe);
  const early = description.criterion === undefined ? null : criterionNote(description.criterion, description.seeds);
  if (early !== null) note(early);
  sayIfEnded(`interrupted: what was finished is kept in ${out}; add --resume to go on`);
  const progress = progressLine('runs');
  try {
    // At once, so that the folder of a study that is stopped says what it is a part of.
    const begun = beginFolder(asked, out);
    const here = thisEnvironment();
    const change = engineChange(writeEnvironment(out, here), here);
    if (change !== null) note(change);
    const total = shard === null ? trialCount(description) : shardSize(shard, description);
    const isDone =
      shard === null ? isComplete(description, journal, decision) : isShardDone(shard, description, journal);
    const told: StudyRunOptions = {
      onRow: (index, row) => live?.observe(index, row),
      onProgress: (finished) => progress.update(finished, total),
      signal: interrupts.signal,
    };
    await withWorkers(
      isDone ? 0 : Math.min(workers, total),
      (threads) => asked.executor(threads),
      (executor) =>
        shard === null
          ? runToDecision(description, executor, journal, decision, told)
          : runStudy(description, executor, journal, { ...told, wanted: (index) => isInShard(shard, index) }),
    );
    // What is left takes a moment and can be done again: a signal now ends the program as it ends any other.
    interrupts.ignore();
    progress.clear();
    if (shard !== null) {
      say(shardDone(out, journal.finished, shard, description));
      return;
    }
    await finishStudy(asked, { journal, decision, live }, { out, begun, json: options.json === true, started });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    // What was on its way to the disk arrives there first, so that the count is true.
    await journal.close();
    const kept = `${journal.finished} of ${trialCount(description)} runs are kept in ${out}`;
    throw new Interrupted(`interrupted: ${kept}; add --resume to go on`);
  } finally {
    progress.clear();
    interrupts.ignore();
    await journal.close();
  }
}

/** What is said at the end of a shard, which has no tables. */
function shardDone(out: string, finished: number, { k, of }: Shard, description: StudyDescription): string {
  const runs = `${finished} of ${trialCount(description)} runs are in ${out}`;
  return `shard ${k} of ${of} is done: ${runs}; once all are, warizan merge DIR DIR … --out DIR makes one study of them\n`;
}
