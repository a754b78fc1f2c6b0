import type { FactTable } from './facts.js';
import type { Figure, UndrawnFigure } from './figure.js';

/**
 * What a report says of one kind of table: of a study's runs, of a gradient, of precision, of costs. A folder
 * may hold several kinds.
 */
export interface Chapter {
  /** Of a page about nothing else. */
  readonly title: string;
  /** In whole sentences. */
  readonly answer: readonly string[];
  /** What was asked: terms and what they are, in this order. */
  readonly question: readonly (readonly [term: string, text: string])[];
  readonly figures: readonly (Figure | UndrawnFigure)[];
  /** What is not drawn, and why, in whole sentences. */
  readonly notes: readonly string[];
  readonly tables: readonly FactTable[];
}
