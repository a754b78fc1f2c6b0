import { describe, expect, test } from 'vitest';
import { StepKernel } from './step-kernel.js';
import { compileStep } from './step-module.js';
import { recordStep, type StepProgram } from './step-program.js';

/** A state that is the sum of a batch, and how many steps were made; it halts from the fourth step on. */
function summing(batch: number): StepProgram {
  return {
    size: 3,
    inputs: 2,
    batch,
    look: (_n, _state, sample) => sample,
    move: (n, [, , step], sums) => {
      const next = n.add(step, n.one);
      const never = n.less(n.one, n.zero);
      return { state: [...sums, next], halts: [never, n.less(n.fromNumber(3), next)] };
    },
  };
}

const lanes = { vectors: 2, grouped: 4 };

describe.each([1, 2, 3])('of a batch of %d', (batch) => {
  const program = summing(batch);
  const all = Array.from({ length: 2 * lanes.vectors }, (_, lane) => lane);

  /** A kernel whose samples are these, and states 0. */
  function filled(value: (lane: number, step: number, index: number) => number): StepKernel {
    const source = { program, recorded: recordStep(program), drawing: null };
    const kernel = new StepKernel(compileStep(source, lanes, 5));
    for (const lane of all) {
      kernel.setState(lane, 0, [0, 0, 0]);
      for (let step = 0; step < 5; step++) {
        const inputs = Array.from({ length: batch }, (_, b) => [value(lane, step, b), -0]);
        kernel.setBatch(lane, step, Float64Array.from(inputs.flat()), new Float64Array(0));
      }
    }
    return kernel;
  }

  test('each lane has its own samples, of the step that is said', () => {
    const kernel = filled((lane, step, index) => 1000 * lane + 10 * step + index);
    const sum = (lane: number, step: number) => batch * (1000 * lane + 10 * step) + (batch * (batch - 1)) / 2;
    expect(kernel.advance(0, 2)).toBe(2);
    expect(all.map((lane) => kernel.stateOf(lane, 3))).toEqual(all.map((lane) => [sum(lane, 1), -0, 2]));
    expect(kernel.advance(2, 1)).toBe(1);
    expect(all.map((lane) => kernel.stateOf(lane, 3))).toEqual(all.map((lane) => [sum(lane, 2), -0, 3]));
  });

  test('the sum of zeros below 0 is below 0', () => {
    const kernel = filled(() => -0);
    kernel.advance(0, 1);
    expect(kernel.stateOf(0, 2)).toEqual([-0, -0]);
  });

  test('all lanes halt where one that is alive has a reason to', () => {
    const kernel = filled(() => 1);
    kernel.setState(2, 0, [0, 0, 1]);
    expect(kernel.advance(0, 5)).toBe(5);
    kernel.setLive(0, 'live');
    for (const lane of all) kernel.setState(lane, 0, [0, 0, lane === 2 ? 1 : 0]);
    expect(kernel.advance(0, 5)).toBe(4);
    for (const lane of all) kernel.setState(lane, 0, [0, 0, lane === 2 ? 1 : 0]);
    kernel.setLive(2, 'live');
    expect(kernel.advance(0, 5)).toBe(3);
    expect(all.map((lane) => [kernel.hasHalted(lane, 0), kernel.hasHalted(lane, 1)])).toEqual(
      all.map((lane) => [false, lane === 2]),
    );
    kernel.setLive(2, 'idle');
    expect(kernel.advance(0, 5)).toBe(1);
  });

  test('a lane is given what another one has', () => {
    const kernel = filled((lane, step) => lane + step);
    kernel.setState(1, 0, [3, 4, 2]);
    kernel.copy(1, 3);
    expect(kernel.stateOf(3, 3)).toEqual([3, 4, 2]);
    kernel.advance(4, 1);
    expect([1, 3, 2].map((lane) => kernel.entryOf(lane, 0))).toEqual([1, 1, 2].map((lane) => batch * (lane + 4)));
  });
});
