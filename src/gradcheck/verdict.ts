import type { LineFinding } from './line-finding.js';

/** What is known of one entry of the gradient. */
export interface EntryFinding {
  readonly entry: number;
  /** The model's value. */
  readonly model: number;
  readonly finding: LineFinding;
}

/**
 * The verdict on a gradient at a point.
 *
 * Fields they share: `order` is the measured order of the Taylor remainder (2: a gradient, 1: not; null: no
 * remainder above the noise, as with a linear loss); `digits` are decimal digits agreed; `noise` is the error
 * reckoned with in one value of the loss; `entry` the index the verdict is about.
 */
export type GradientVerdict =
  | {
      readonly kind: 'correct';
      /** The lowest order measured along any entry. */
      readonly order: number | null;
      /**
       * The fewest digits of any entry of which at least one can be read; null where there is none (a
       * minimum).
       */
      readonly digits: number | null;
      readonly noise: number;
    }
  | {
      readonly kind: 'wrong';
      /** The entry that agrees to the fewest digits. */
      readonly entry: number;
      /** The model's value of it. */
      readonly model: number;
      /** The harness's value of it, and the harness's own error estimate. */
      readonly harness: number;
      readonly error: number;
      readonly digits: number;
      readonly order: number | null;
      readonly noise: number;
      /** Every wrong entry. */
      readonly wrongEntries: readonly number[];
    }
  | {
      /**
       * The one-sided derivatives differ: there is no gradient here to check. An infinite one is a vertical
       * tangent.
       */
      readonly kind: 'kink';
      /** Null where the slope along every axis exists, but not their sum in another direction. */
      readonly entry: number | null;
      readonly left: number;
      readonly right: number;
    }
  | {
      /** The loss jumps at the point; its limits on both sides. */
      readonly kind: 'branch-cut';
      readonly entry: number | null;
      readonly left: number;
      readonly right: number;
    }
  | {
      /**
       * Not deterministic (evaluated twice at one point, two values), or so rough that not one digit can be
       * read.
       */
      readonly kind: 'noisy';
      readonly source: 'loss' | 'gradient';
      readonly deterministic: boolean;
      readonly entry: number | null;
      readonly noise: number;
    }
  | {
      /**
       * A value that is no number: of the loss at the point, of the gradient, or of the loss on one side
       * however near.
       */
      readonly kind: 'not-finite';
      readonly where: 'loss' | 'gradient' | 'neighbourhood';
      readonly entry: number | null;
      readonly reason: string;
    }
  | { readonly kind: 'undecided'; readonly entry: number | null; readonly reason: string };
