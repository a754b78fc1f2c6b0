import fc from 'fast-check';
import { expect, test } from 'vitest';
import { property } from '../../properties/property.js';
import type { DrawProgram } from './draw-program.js';
import { StepKernel } from './step-kernel.js';
import { compileStep } from './step-module.js';
import { recordStep, type StepProgram } from './step-program.js';

const page = 5;
const width = 8;
const all = Array.from({ length: width }, (_, lane) => lane);

/** A state that is the last sample. */
const remembering: StepProgram = {
  ...{ size: 2, inputs: 2, batch: 1 },
  look: (_n, _state, sample) => sample,
  move: (_n, _state, sample) => ({ state: sample, halts: [] }),
};

/** Counts on, in twos too, and accepts multiples of mask + 1: of the mask 3 three quarters are rejected. */
function counting(mask: bigint, most: number): DrawProgram {
  return {
    ...{ words: 2, inputs: 2, most },
    next(words, n, [state, twos]) {
      const next = [words.add(state, words.word(1n)), words.add(twos, words.word(2n))];
      const rest = words.toNumber(words.and(next[0], words.word(mask)));
      return { state: next, values: next.map((word) => words.toNumber(word)), isAccepted: n.not(n.less(n.zero, rest)) };
    },
  };
}

/** A kernel whose lanes count from 100 times their number on. */
function drawing(program: DrawProgram): StepKernel {
  const source = { program: remembering, recorded: recordStep(remembering), drawing: program };
  const kernel = new StepKernel(compileStep(source, { vectors: width / 2, grouped: 4 }, page));
  for (const lane of all) kernel.setWords(lane, [100 * lane, 0, 200 * lane, 0]);
  return kernel;
}

/** The sample of a lane at a step. */
function sampleOf(kernel: StepKernel, lane: number, step: number): readonly number[] {
  kernel.advance(step, 1);
  return kernel.stateOf(lane, 2);
}

const steps = fc.array(fc.oneof(fc.constant(page), fc.nat({ max: page })), { minLength: width, maxLength: width });

property([steps, fc.constantFrom(0n, 1n, 3n)])(
  'a lane that asks for samples is drawn for from its own generator, whoever else asks',
  (from, mask) => {
    const kernel = drawing(counting(mask, 10));
    expect(kernel.draw(from)).toBeNull();
    const each = Number(mask) + 1;
    for (const lane of all) {
      const first = 100 * lane - ((100 * lane) % each);
      const drawn = page - from[lane];
      kernel.keepWords(lane);
      const last = drawn === 0 ? 100 * lane : first + each * drawn;
      expect(kernel.keptWords(lane)).toEqual([last, 0, 2 * last, 0]);
      for (let step = from[lane]; step < page; step++) {
        const value = first + each * (step - from[lane] + 1);
        expect(sampleOf(kernel, lane, step)).toEqual([value, 2 * value]);
      }
    }
  },
);

test('a lane that is rejected too often is named, whether it asks alone or with all', () => {
  const none = all.map(() => page);
  for (const lane of all) expect(drawing(counting(63n, 5)).draw(none.with(lane, 0))).toBe(lane);
  expect(drawing(counting(63n, 5)).draw(all.map(() => 0))).toBe(0);
  expect(drawing(counting(3n, 5)).draw(all.map(() => 0))).toBeNull();
});
