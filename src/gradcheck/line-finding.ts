/** What was measured of a line that has a derivative. */
export interface Slope {
  /** The harness's value of φ'(0), from extrapolated differences. */
  readonly value: number;
  /** The harness's own error estimate: |value − φ'(0)| ≤ error. */
  readonly error: number;
  /** The measured order of the Taylor remainder; null where the remainder does not stand out of the noise. */
  readonly order: number | null;
  /**
   * Decimal digits to which the model's and the harness's value agree, as far as the harness's error lets it
   * see.
   */
  readonly digits: number;
  /** The error reckoned with in one value of the loss. */
  readonly noise: number;
  /** The same at the point, where values are not larger than there. */
  readonly nearNoise: number;
  /** The step length at which `value` was read. */
  readonly reach: number;
  /** The largest of the two slopes and of what the loss does on steps of that length and longer. */
  readonly scale: number;
  /**
   * How much could be read: a digit of the slope, or that it is zero next to what the loss does (`read`);
   * nothing, because noise covers it (`covered`); or the loss does not move along this line at all (`idle`).
   */
  readonly sight: 'read' | 'covered' | 'idle';
}

/** The verdict along one line. */
export type LineFinding =
  | ({ readonly kind: 'correct' } & Slope)
  | ({ readonly kind: 'wrong' } & Slope)
  | ({ readonly kind: 'noisy' } & Slope)
  | {
      /** The loss is constant between steps near the point, and the claimed slope is not 0. */
      readonly kind: 'staircase';
      /** The height of the nearest step. */
      readonly height: number;
      /** The length of the flat part around the point: to the nearest step on both sides, or twice to one. */
      readonly width: number;
    }
  | { readonly kind: 'kink'; readonly left: number; readonly right: number }
  | { readonly kind: 'branch-cut'; readonly left: number; readonly right: number }
  | { readonly kind: 'not-finite'; readonly side: 'above' | 'below' | 'both' }
  | { readonly kind: 'undecided'; readonly reason: string };

/** A finding that is a slope. */
export type SlopeFinding = Extract<LineFinding, Slope>;

export function isSlope(finding: LineFinding): finding is SlopeFinding {
  return finding.kind === 'correct' || finding.kind === 'wrong' || finding.kind === 'noisy';
}
