/** Whether somebody has asked for what a promise comes to. */
interface Watch {
  isAwaited: boolean;
}

/** A promise that knows whether it was awaited. */
class WatchedPromise<Value> implements Promise<Value> {
  readonly [Symbol.toStringTag] = 'Promise';
  private readonly promise: Promise<Value>;
  private readonly watch: Watch;

  constructor(promise: Promise<Value>, watch: Watch) {
    this.promise = promise;
    this.watch = watch;
    // Where nobody waits for it, that is what is said, and not that a rejection was not handled.
    promise.then(undefined, () => undefined);
  }

  then<R1 = Value, R2 = never>(
    onFulfilled?: ((value: Value) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    this.watch.isAwaited = true;
    return this.promise.then(onFulfilled, onRejected);
  }

  catch<R = never>(onRejected?: ((reason: unknown) => R | PromiseLike<R>) | null): Promise<Value | R> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Value> {
    this.watch.isAwaited = true;
    return this.promise.finally(onFinally);
  }
}

/**
 * The result of a matcher that has to wait for it, as vitest takes it: vitest asks it for its value once, and
 * gives the test what that returns. Where the test never asks that, it fails: vitest looks at what is in the
 * task's `promises` when the test's own function is over.
 * @param name the matcher's, for the message
 * @param task the test that is running, as a matcher's state knows it; undefined outside of one
 */
export function mustBeAwaited<Result>(
  name: string,
  task: object | undefined,
  result: Promise<Result>,
): Promise<Result> {
  const watch: Watch = { isAwaited: false };
  if (task !== undefined) checkAtEnd(task, () => (watch.isAwaited ? null : notAwaited(name)));
  return new MatcherPromise(result, watch);
}

/** What vitest is given: it makes a watched promise of it, which the test is given. */
class MatcherPromise<Value> extends WatchedPromise<Value> {
  private readonly result: Promise<Value>;
  private readonly test: Watch;

  constructor(result: Promise<Value>, test: Watch) {
    super(result, { isAwaited: false });
    this.result = result;
    this.test = test;
  }

  override then<R1 = Value, R2 = never>(
    onFulfilled?: ((value: Value) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    return new WatchedPromise(this.result.then(onFulfilled, onRejected), this.test);
  }
}

function notAwaited(name: string): Error {
  return new Error(
    `${name} returned a Promise, since what it checks is asynchronous, and the test ended without waiting for it: ` +
      `await expect(…).${name}(…)`,
  );
}

/** Has a test fail where something is amiss when its function is over. */
function checkAtEnd(task: object, trouble: () => Error | null): void {
  const known: unknown = Reflect.get(task, 'promises');
  const promises: unknown[] = Array.isArray(known) ? known : [];
  if (known !== promises) Reflect.set(task, 'promises', promises);
  // Asked only when vitest awaits it.
  promises.push({
    then: (resolve: (value: undefined) => void, reject: (error: Error) => void) => {
      const error = trouble();
      if (error === null) resolve(undefined);
      else reject(error);
    },
  });
}
