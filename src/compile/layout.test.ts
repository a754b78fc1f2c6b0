import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import { layoutOf } from './layout.js';
import { StepKernels } from './step-kernels.js';
import { compileStep } from './step-module.js';
import { recordStep, type StepProgram } from './step-program.js';

const count = fc.nat({ max: 7 });

property([count, count, count, count, fc.integer({ min: 1, max: 4 })])(
  'a group of lanes has its parts one behind the other, without a gap',
  (size, inputs, words, halts, vectors) => {
    const [batch, steps] = [3, 5];
    const layout = layoutOf({ size, inputs, batch, words, halts, vectors, steps });
    const row = 16 * vectors;
    // Of each part how many rows it has.
    const parts: readonly (readonly [number, number])[] = [
      [layout.left, 1],
      [layout.live, 1],
      [layout.halts, halts],
      [layout.end, 1],
      [layout.position, 1],
      [layout.words, words],
      [layout.state, size],
      [layout.samples, (batch * steps + 1) * inputs],
    ];
    let at = 0;
    for (const [begins, rows] of parts) {
      expect(begins).toBe(at);
      at += rows * row;
    }
    expect(layout).toMatchObject({ row, sample: inputs * row, size: at });
  },
);

test('a kernel that is given back is taken again, all its lanes idle', () => {
  const program: StepProgram = {
    ...{ size: 1, inputs: 1, batch: 1 },
    look: (_n, _state, sample) => sample,
    move: (n, state, [x]) => ({ state: [n.add(state[0], x)], halts: [n.less(n.zero, x)] }),
  };
  const source = { program, recorded: recordStep(program), drawing: null };
  const kernels = new StepKernels(compileStep(source, { vectors: 1, grouped: 1 }, 4));
  const kernel = kernels.take();
  expect(kernels.take()).not.toBe(kernel);
  for (const lane of [0, 1]) {
    kernel.setState(lane, 0, [0]);
    for (let step = 0; step < 4; step++) {
      kernel.setBatch(lane, step, Float64Array.of(1), new Float64Array(0));
    }
    kernel.setLive(lane, 'live');
    expect(kernel.advance(0, 4)).toBe(1);
    kernels.give(kernel);
    expect(kernels.take()).toBe(kernel);
    expect(kernel.advance(0, 4)).toBe(4);
  }
});
