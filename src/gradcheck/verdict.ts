import type { LineFinding } from './line-finding.js';

/** What is known of one entry of the gradient. */
export interface EntryFinding {
  readonly entry: number;
  /** The model's value. */
  readonly model: number;
  readonly finding: LineFinding;
}

/** Which entries of a gradient a verdict speaks of. */
export interface Coverage {
  /** Entries found right or wrong, those included whose slope is zero next to what the loss does. */
  readonly judged: number;
  /** Entries along which the loss does not move at all, and the claimed slope is 0. */
  readonly idle: readonly number[];
  /** Entries of which nothing could be said, and why not. */
  readonly unread: readonly UnreadEntry[];
  /** How many entries were not asked for. */
  readonly notAsked: number;
}

/** An entry of which nothing could be said. */
export interface UnreadEntry {
  readonly entry: number;
  readonly reason: string;
}

/** A verdict, and what it covers. */
export type GradientVerdict = Judgement & { readonly coverage: Coverage };

/**
 * What was found of a gradient at a point.
 *
 * Fields they share: `order` is the measured order of the Taylor remainder (2: a gradient, 1: not; null: no
 * remainder above the noise, as with a linear loss); `digits` are decimal digits agreed; `noise` is the error
 * reckoned with in one value of the loss; `entry` the index the verdict is about.
 */
export type Judgement =
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
       * The loss is constant between steps here, so that its gradient is 0, and the model claims another one:
       * a straight-through gradient, say, which is wrong of the loss as written.
       */
      readonly kind: 'staircase';
      readonly entry: number | null;
      /** The model's value of the slope. */
      readonly model: number;
      /** The height of the nearest step. */
      readonly height: number;
      /** How long the flat part around the point is. */
      readonly width: number;
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
       * A value that is no number: of the loss at the point, of the gradient, or of the loss on a side, too
       * near for enough steps.
       */
      readonly kind: 'not-finite';
      readonly where: 'loss' | 'gradient' | 'neighbourhood';
      readonly entry: number | null;
      readonly reason: string;
    }
  | { readonly kind: 'undecided'; readonly entry: number | null; readonly reason: string };
