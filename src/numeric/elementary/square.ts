/** x², rounded once: what `x ** 2` is on every engine. */
export function square(x: number): number {
  return x * x;
}
