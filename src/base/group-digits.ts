/**
 * 20000 → "20,000", 0.5 → "0.5": no digit is rounded away. What toLocaleString would print is the engine's.
 */
export function groupDigits(value: number): string {
  const [whole, ...fraction] = plainDecimal(String(value)).split('.');
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}

/** "1.5e+21" → "1500000000000000000000", "-1e-7" → "-0.0000001"; other texts as they are. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign, leading, rest = '', exponent] = match;
  const places = Number(exponent);
  const digits = leading + rest;
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${digits}`;
  return sign + digits.padEnd(places + 1, '0');
}
