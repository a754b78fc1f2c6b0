/** Whether a value is awaited rather than used. */
export function isPromiseLike<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What is made of a value: at once where it is there, and later where it is promised. */
export function whenKnown<Value, Result>(
  value: Value | PromiseLike<Value>,
  use: (value: Value) => Result,
): Result | PromiseLike<Result> {
  return isPromiseLike(value) ? value.then(use) : use(value);
}
