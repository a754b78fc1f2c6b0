import type { SuccessWords } from '../base/success-words.js';

/** What an experiment brings to the pages about its studies: what things are called, and their order. */
export interface StudyTerms {
  /** The columns that tell a setting: its name first, as in `Experiment.identity`. */
  readonly identity: readonly [name: string, ...others: string[]];
  /** What the other columns say together; null where there are none. */
  readonly variant: {
    /** `Arithmetic` */
    readonly term: string;
    /** A variant in words. @param texts one a column; '' for nothing */
    says(texts: readonly string[]): string;
  } | null;
  /** How a run can end, in the order in which figures show it. */
  readonly outcomes: readonly string[];
  /** Those that are success. */
  readonly successes: readonly string[];
  /** What a run does that succeeds. */
  readonly success: SuccessWords;
  /** What a page says of runs beside how they ended; what is left out is not spoken of. */
  readonly measures: StudyMeasures;
  /** Names of settings that have a colour of their own in every report, in the order of the colours. */
  readonly coloured: readonly string[];
}

/** The columns of a table of runs that a page sums up. */
export interface StudyMeasures {
  /** The step from which on a run counts as a success, and what a table calls it. */
  readonly since?: NamedMeasure;
  /** What runs cost: their mean. */
  readonly cost?: NamedMeasure;
  /** How long runs were: the longest. */
  readonly length?: NamedMeasure;
}

/** A column of numbers. */
export interface NamedMeasure {
  readonly column: string;
  /** As a heading has it: `samples a run`. */
  readonly says: string;
}

/** What tells a study's groups: their names' column, or, where all have one name, the setting. */
export function nounOf({ common, terms }: { readonly common: string | null; readonly terms: StudyTerms }): string {
  return common === null ? nameNoun(terms) : 'setting';
}

/** What a name is the name of. */
export function nameNoun({ identity: [column] }: Pick<StudyTerms, 'identity'>): string {
  return column.replaceAll('_', ' ');
}

/** Of more than one. */
export function plural(noun: string): string {
  return `${noun}s`;
}

/** As the first word of a sentence. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
