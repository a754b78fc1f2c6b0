import { expect, test } from 'vitest';
import { askGradient, askLoss, inTurn, settle, settleAsAnswered, type Answer, type Question } from './inquiry.js';
import { known, unasked } from './known-values.js';

/** Asks for both, and says what was asked and answered. */
function* both(x: number) {
  const loss = yield* askLoss([x]);
  const gradient = yield* askGradient([x + 1]);
  return [loss, ...gradient];
}
const answer = ({ part, params: [x] }: Question): Answer => (part === 'loss' ? 10 * x : [100 * x]);

test('an answer is given to each question, at once where none is promised', async () => {
  expect(settle(inTurn([1, 2], both), answer)).toEqual([
    [10, 200],
    [20, 300],
  ]);
  expect(settleAsAnswered(both(1), answer)).toEqual([10, 200]);
  for (const late of ['loss', 'gradient']) {
    const promised = settleAsAnswered(both(1), (question) =>
      question.part === late ? Promise.resolve(answer(question)) : answer(question),
    );
    expect(promised).toBeInstanceOf(Promise);
    expect(await promised).toEqual([10, 200]);
  }
});

test('an answer of another kind than was asked for is none', () => {
  expect(() => settle(askLoss([1]), () => [1])).toThrow('the loss was asked for, and a list was the answer');
  expect(() => settle(askGradient([1]), () => 1)).toThrow('the gradient was asked for, and a number was the answer');
});

test('what is known is not asked for', () => {
  expect(settle(known((t) => 2 * t)(3), unasked)).toBe(6);
  expect(() => unasked()).toThrow('nothing is to be asked here');
});
