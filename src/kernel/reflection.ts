import { sin } from '../numeric/elementary/sin.js';
import type { Shape } from '../units/two-layers/layers.js';

const quarterTurn = 0.5 * Math.PI;

/** `reflect` of `src/training/reflection.ts` on float64, with its averages. */
export class Reflection {
  private readonly averages: Float64Array;
  /** [u_j < 0] of the sample that is looked at. */
  private readonly negative: Uint8Array;

  constructor(
    private readonly memory: number,
    private readonly shape: Shape,
  ) {
    this.averages = new Float64Array(shape.hidden + 1).fill(0.5);
    this.negative = new Uint8Array(shape.hidden);
  }

  /**
   * Takes a sample into account; turns a row of W0 in place and returns its number, or −1 where none is
   * turned.
   */
  look(weights: Float64Array, x: Float64Array, t: Float64Array): number {
    const { averages, negative } = this;
    const { inputs: I, hidden: H } = this.shape;
    const w1From = H * I;
    let p = t[0] < 0 ? -1 : 0;
    for (let j = 0; j < H; j++) {
      let u = weights[j * I] * x[0];
      for (let i = 1; i < I; i++) u += weights[j * I + i] * x[i];
      negative[j] = u < 0 ? 1 : 0;
      if (u < 0) p += weights[w1From + j];
    }
    let best = 0;
    for (let j = 0; j <= H; j++) {
      const exponent = weights[w1From + j - 1];
      const turned = j === 0 ? p : negative[j - 1] === 1 ? p - exponent : p + exponent;
      const sine = sin(quarterTurn * turned);
      averages[j] = this.memory * averages[j] + (1 - this.memory) * (sine * sine);
      if (averages[j] < averages[best]) best = j;
    }
    if (best === 0) return -1;
    const before = averages[0];
    const now = averages[best];
    averages.fill(now < 0.5 ? 0.5 : now);
    averages[0] = now;
    averages[best] = before;
    for (let i = (best - 1) * I; i < best * I; i++) weights[i] = -weights[i];
    return best - 1;
  }
}
