import { StepKernel } from './step-kernel.js';
import type { StepModule } from './step-module.js';

/**
 * The kernels of one module. One that is given back is taken again: an engine compiles its way into each, and
 * that takes longer than many a batch of runs.
 */
export class StepKernels {
  readonly #idle: StepKernel[] = [];

  constructor(readonly module: StepModule) {}

  /** One whose lanes are all idle. */
  take(): StepKernel {
    return this.#idle.pop() ?? new StepKernel(this.module);
  }

  /** Takes back what nobody uses any more. */
  give(kernel: StepKernel): void {
    for (let lane = 0; lane < this.module.width; lane++) kernel.setLive(lane, 'idle');
    this.#idle.push(kernel);
  }
}
