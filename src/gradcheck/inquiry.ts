import { isPromiseLike } from '../base/when-known.js';

/** What a check asks of a model: the loss, or the gradient, at these parameters (one number an entry). */
export interface Question {
  readonly part: 'loss' | 'gradient';
  readonly params: readonly number[];
}

/** A number for the loss, one number an entry for the gradient. */
export type Answer = number | readonly number[];

/**
 * A computation that asks as it goes, and does not know who answers: a model at once, one that is awaited, or
 * a list of values in a test. So the mathematics is written once for all of them.
 */
export type Inquiry<Result> = Generator<Question, Result, Answer>;

/** L(θ) */
export function* askLoss(params: readonly number[]): Inquiry<number> {
  const answer = yield { part: 'loss', params };
  if (typeof answer === 'number') return answer;
  throw new TypeError('the loss was asked for, and a list was the answer');
}

/** ∂L/∂θ_i, one entry a parameter. */
export function* askGradient(params: readonly number[]): Inquiry<readonly number[]> {
  const answer = yield { part: 'gradient', params };
  if (typeof answer !== 'number') return answer;
  throw new TypeError('the gradient was asked for, and a number was the answer');
}

/** The result of an inquiry whose questions are answered at once. */
export function settle<Result>(inquiry: Inquiry<Result>, answer: (question: Question) => Answer): Result {
  let turn = inquiry.next();
  while (turn.done !== true) turn = inquiry.next(answer(turn.value));
  return turn.value;
}

/**
 * The result of an inquiry whose answers may be promised: at once where none is, and from the first promise
 * on awaited, one question at a time.
 */
export function settleAsAnswered<Result>(
  inquiry: Inquiry<Result>,
  answer: (question: Question) => Answer | PromiseLike<Answer>,
): Result | Promise<Result> {
  let turn = inquiry.next();
  while (turn.done !== true) {
    const given = answer(turn.value);
    if (isPromiseLike(given)) return settleLater(inquiry, answer, given);
    turn = inquiry.next(given);
  }
  return turn.value;
}

async function settleLater<Result>(
  inquiry: Inquiry<Result>,
  answer: (question: Question) => Answer | PromiseLike<Answer>,
  first: PromiseLike<Answer>,
): Promise<Result> {
  let turn = inquiry.next(await first);
  while (turn.done !== true) turn = inquiry.next(await answer(turn.value));
  return turn.value;
}

/** The results of several inquiries, asked one after the other. */
export function* inTurn<Item, Result>(
  items: Iterable<Item>,
  inquire: (item: Item) => Inquiry<Result>,
): Inquiry<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(yield* inquire(item));
  return results;
}
