const view = new DataView(new ArrayBuffer(8));

/** The 64 bits of a number. */
export function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

/** The number that has these 64 bits. */
export function numberOf(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
