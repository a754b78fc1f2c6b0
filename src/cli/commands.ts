import type { Command } from 'commander';

/** A command: what the list of commands shows of it, and how it is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** What it is given beside options, as the list shows it. */
  readonly operands: string;
  readonly summary: string;
  /**
   * Its options and what it does, without name and summary. Loading it takes up to half a second of reading
   * modules.
   */
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the list. None is loaded before it is used. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'train',
    operands: '',
    summary: 'train one network and say what it learned',
    load: async () => (await import('./train.js')).trainCommand(),
  },
  {
    name: 'study',
    operands: '[study]',
    summary: 'train recipes over many seeds and say how often they learn, and why not',
    load: async () => (await import('./study.js')).studyCommand(),
  },
  {
    name: 'merge',
    operands: '<dir...>',
    summary: 'make one study of its shards, as if it had never been divided',
    load: async () => (await import('./merge.js')).mergeCommand(),
  },
  {
    name: 'run',
    operands: '<experiment>',
    summary: 'run one trial of an experiment in this process, to look at or to debug',
    load: async () => (await import('./run.js')).runCommand(),
  },
  {
    name: 'init',
    operands: '[dir]',
    summary: 'write a study, an experiment and a gradient test to start from',
    load: async () => (await import('./init.js')).initCommand(),
  },
  {
    name: 'worker',
    operands: '',
    summary: 'run trials of the studies that a Redis announces, on this machine',
    load: async () => (await import('./worker.js')).workerCommand(),
  },
  {
    name: 'gradcheck',
    operands: '',
    summary: 'check a gradient against differences of the loss',
    load: async () => (await import('./gradcheck.js')).gradcheckCommand(),
  },
  {
    name: 'precision',
    operands: '',
    summary: 'train the same samples on several number systems and say where their digits part',
    load: async () => (await import('./precision.js')).precisionCommand(),
  },
  {
    name: 'report',
    operands: '<dir>',
    summary: 'draw the figures and the page of a folder again, from its tables',
    load: async () => (await import('./report.js')).reportCommand(),
  },
  {
    name: 'bench',
    operands: '[name...]',
    summary: 'time forward pass, gradient and training step on every number system',
    load: async () => (await import('./bench.js')).benchCommand(),
  },
];
