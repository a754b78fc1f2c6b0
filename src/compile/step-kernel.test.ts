import { describe, expect, test } from 'vitest';
import { StepKernel } from './step-kernel.js';
import type { StepProgram } from './step-program.js';

/** A state that is the sum of a batch, and a loss that is the rate. */
function summing(batch: number): StepProgram {
  return {
    size: 2,
    inputs: 2,
    batch,
    look: (_n, _state, sample) => sample,
    move: (_n, _state, sums, rate) => ({ state: sums, loss: rate }),
  };
}

const lanes = { vectors: 2, grouped: 4 };

describe.each([1, 2, 3])('of a batch of %d', (batch) => {
  const kernel = new StepKernel(summing(batch), null, lanes, 5);
  const all = Array.from({ length: kernel.width }, (_, lane) => lane);
  const fill = (value: (lane: number, step: number, index: number) => number) => {
    for (const lane of all) {
      for (let step = 0; step < 5; step++) {
        kernel.setRate(lane, step, 100 * lane + step);
        for (let b = 0; b < batch; b++) kernel.setSample(lane, step, b, [value(lane, step, b), -0]);
      }
    }
  };

  test('each lane has its own samples, and stands still from its own step on', () => {
    fill((lane, step, index) => 1000 * lane + 10 * step + index);
    for (const lane of all) kernel.setState(lane, [-7, 7]);
    kernel.advance([0, 1, 3, 5]);
    const sum = (lane: number, step: number) => batch * (1000 * lane + 10 * step) + (batch * (batch - 1)) / 2;
    expect(all.map((lane) => kernel.stateOf(lane, 2))).toEqual([
      [-7, 7],
      [sum(1, 0), -0],
      [sum(2, 2), -0],
      [sum(3, 4), -0],
    ]);
    expect(all.map((lane) => kernel.lossAt(4, lane))).toEqual(all.map((lane) => 100 * lane + 4));
  });

  test('the sum of zeros below 0 is below 0', () => {
    fill(() => -0);
    kernel.advance(all.map(() => 1));
    expect(kernel.stateOf(0, 2)).toEqual([-0, -0]);
  });

  test('a lane is put back where it was, and the others are not', () => {
    fill(() => 1);
    for (const lane of all) kernel.setState(lane, [lane, lane]);
    kernel.remember();
    kernel.advance(all.map(() => 2));
    kernel.recall(1);
    expect(all.map((lane) => kernel.stateOf(lane, 1))).toEqual([[batch], [1], [batch], [batch]]);
  });
});
