/** What is worth telling of the runs that ended in one way, `height 0.5: 40; -1.5: 23`. */
export type Telling =
  | {
      /** What comes before the counts of the column whose values are counted. */
      readonly countsAs: string;
    }
  | {
      /** What comes before the medians of these columns. */
      readonly mediansAs: string;
      readonly columns: readonly string[];
    };
