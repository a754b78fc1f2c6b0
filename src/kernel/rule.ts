/**
 * A step rule of the kernel with its memory, for one run. All weights are flattened; samples lie one after
 * another.
 */
export interface KernelRule {
  /** Evaluates the batch and keeps what `move` needs. @returns its mean loss */
  look(weights: Float64Array, x: Float64Array, t: Float64Array): number;
  /** Takes the step the last look asks for, in place. */
  move(weights: Float64Array, eta: number): void;
  /** A row of W0 has changed its sign. */
  turned(row: number): void;
}
