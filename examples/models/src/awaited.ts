const later = <Value>(value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value)));

/** A loss that is awaited, as on a device or over a wire: L = (w·x − 1)². */
export const awaited = {
  loss: ({ w }: { w: number[] }, x: number[]) => later((w[0] * x[0] + w[1] * x[1] - 1) ** 2),
  gradient: ({ w }: { w: number[] }, x: number[]) =>
    later({ w: x.map((xi) => 2 * (w[0] * x[0] + w[1] * x[1] - 1) * xi) }),
};
