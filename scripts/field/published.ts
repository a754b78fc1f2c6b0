/** Successes of so many runs. */
export interface Count {
  readonly successes: number;
  readonly trials: number;
}

/** What is known of a study's modules from elsewhere: docs/field.md, section 3. */
export interface Known {
  readonly says: string;
  readonly counts: Readonly<Partial<Record<string, Count>>>;
}

const of225 = (successes: number): Count => ({ successes, trials: 225 });
const of90 = (successes: number): Count => ({ successes, trials: 90 });

export const replay: Known = {
  says: 'a replay in float64 (docs/field.md, section 3)',
  counts: {
    ...{ NMRU: of225(225), NRU: of225(224), 'Real NPU modified': of225(216), 'Real NPU baseline': of225(100) },
    ...{ 'NAC•': of90(72), NALU: of90(27), 'G-NALU': of90(30), NPU: of90(30) },
  },
};

export const abstract2021: Known = {
  says: 'published (Mistry, Farrahi & Hare 2021, abstract), in float32',
  counts: { NMRU: of225(206), 'Real NPU modified': of225(192), 'Real NPU baseline': of225(158) },
};

/** E[(a/b)²] on the test range, by the training range (docs/field.md, 2.1). */
const meanSquaredQuotient: Readonly<Record<string, number>> = {
  ...{ 'U[−20, −10]': 1.1667, 'U[−2, −1]': 1.4444, 'U[−1.2, −1.1]': 2.0933, 'U[−0.2, −0.1]': 3.7 },
  ...{ 'U[−2, 2]': 1.4444, 'U[0.1, 0.2]': 3.7, 'U[1, 2]': 1.4444, 'U[1.1, 1.2]': 2.0667, 'U[10, 20]': 1.1667 },
};

/** The Primer's threshold of division, of weights that are ε off: ((1 − ε)/(1 + ε) − 1)²·E[(a/b)²]. */
export function primerThreshold(epsilon: number): (range: string) => number {
  return (range) => ((1 - epsilon) / (1 + epsilon) - 1) ** 2 * meanSquaredQuotient[range];
}
