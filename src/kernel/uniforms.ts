import type { Draws } from '../random/rng.js';

/**
 * A stream's floats, drawn ahead in blocks. A short loop that only draws is compiled well; the same draws
 * inside the training loop cost it a third of its speed. The stream given is read ahead: where it stands
 * afterwards is not defined.
 */
export class Uniforms {
  /** The current block; its length is even, so that pairs never straddle two blocks. */
  readonly block = new Float64Array(512);
  /** Index of the next float in `block`. */
  position = this.block.length;

  constructor(private readonly draws: Pick<Draws, 'next'>) {}

  /** Draws the next block and starts at its beginning. */
  refill(): void {
    for (let k = 0; k < this.block.length; k++) this.block[k] = this.draws.next();
    this.position = 0;
  }

  next(): number {
    if (this.position === this.block.length) this.refill();
    return this.block[this.position++];
  }
}
