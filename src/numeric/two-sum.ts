/** a + b = rounded + rest exactly, rounded = fl(a + b) (Knuth). */
export function twoSum(a: number, b: number): { readonly rounded: number; readonly rest: number } {
  const rounded = a + b;
  const bVirtual = rounded - a;
  return { rounded, rest: a - (rounded - bVirtual) + (b - bVirtual) };
}
