import fc from 'fast-check';
import { isPromiseLike } from '../base/when-known.js';
import { ModelError } from '../gradcheck/model-error.js';

/** What judges a case: it throws where the property does not hold, at once or from a promise. */
export type Judge<Case> = (given: Case) => void | PromiseLike<void>;

/**
 * A property of cases that may have to be awaited. Whether they do is asked once, when fast-check first asks
 * whether the property is asynchronous.
 */
export function judgedProperty<Case>(
  cases: fc.Arbitrary<Case>,
  judge: Judge<Case>,
  mustBeAwaited: () => boolean,
): fc.IRawProperty<[Case]> {
  let known: fc.IRawProperty<[Case]> | null = null;
  const property = (): fc.IRawProperty<[Case]> => {
    known ??= mustBeAwaited()
      ? fc.asyncProperty(cases, async (given) => judge(given))
      : fc.property(cases, (given) => judgeAtOnce(judge, given));
    return known;
  };
  return {
    isAsync: () => property().isAsync(),
    generate: (random, runId) => property().generate(random, runId),
    shrink: (value) => property().shrink(value),
    run: (value) => property().run(value),
    runBeforeEach: () => property().runBeforeEach(),
    runAfterEach: () => property().runAfterEach(),
  };
}

function judgeAtOnce<Case>(judge: Judge<Case>, given: Case): void {
  const result = judge(given);
  if (!isPromiseLike(result)) return;
  // Nobody waits for it.
  result.then(undefined, () => undefined);
  throw new ModelError('the model returned a Promise where it did not before: it must do so always, or never');
}
