/** A number system in words: `float64`, `mpfr at 34 digits`. */
export function backendText({
  name,
  digits,
}: {
  readonly name: string;
  readonly digits: number | string | null;
}): string {
  return digits === null ? name : `${name} at ${digits} digits`;
}
