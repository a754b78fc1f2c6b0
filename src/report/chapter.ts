import type { FactTable } from './facts.js';
import type { Figure, UndrawnFigure } from './figure.js';
import type { Word } from './glossary.js';

/**
 * What a report says of one kind of table: of a study's runs, of a gradient, of precision, of costs. A folder
 * may hold several kinds.
 */
export interface Chapter {
  /** Of a page about nothing else; empty where it makes no page by itself. */
  readonly title: string;
  /** In whole sentences. */
  readonly answer: readonly string[];
  /** What was asked: terms and what they are, in this order. */
  readonly question: readonly (readonly [term: string, text: string])[];
  readonly figures: readonly (Figure | UndrawnFigure)[];
  /** What is not drawn, and why, in whole sentences. */
  readonly notes: readonly string[];
  readonly tables: readonly FactTable[];
  /** Words of its own, which a page explains where it uses them. */
  readonly words?: readonly Word[];
  /** Figures of single runs, which a page folds away. */
  readonly runs?: RunFigures;
  /** What the chapter is about where it is a study, and the command that makes its tables again. */
  readonly study?: ChapterStudy;
}

/** Figures of chosen runs. */
export interface RunFigures {
  /** What they show, in few words. */
  readonly heading: string;
  readonly figures: readonly (Figure | UndrawnFigure)[];
  /** What is not drawn, and why, in whole sentences. */
  readonly notes: readonly string[];
}

/** The study of a chapter. */
export interface ChapterStudy {
  /** For a shell; null where nothing says how it was run. */
  readonly command: string | null;
  /** The fields that its grid varies, by path. */
  readonly varied: readonly string[];
}

/** A chapter that says nothing. */
export const emptyChapter: Chapter = { title: '', answer: [], question: [], figures: [], notes: [], tables: [] };
