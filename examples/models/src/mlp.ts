/** A network of tanh layers in plain TypeScript, its parameters in single precision, and its gradient by hand. */
export interface Params {
  readonly layers: readonly { readonly W: Float32Array; readonly b: Float32Array }[];
}

/** Zeros of a shape: two inputs, three hidden units, one output. */
export const shape: Params = {
  layers: [
    { W: new Float32Array(6), b: new Float32Array(3) },
    { W: new Float32Array(3), b: new Float32Array(1) },
  ],
};

/** What each layer gives, the inputs first. */
function forward({ layers }: Params, x: readonly number[]): number[][] {
  const outputs = [[...x]];
  for (const { W, b } of layers) {
    const input = outputs[outputs.length - 1];
    outputs.push(
      Array.from(b, (bias, j) => Math.tanh(input.reduce((sum, xi, i) => sum + W[j * input.length + i] * xi, bias))),
    );
  }
  return outputs;
}

export const mlp = {
  loss: (params: Params, x: readonly number[]) => {
    const [y] = forward(params, x).at(-1)!;
    return (y - 0.5) ** 2;
  },
  gradient: (params: Params, x: readonly number[]) => {
    const outputs = forward(params, x);
    const layers = params.layers.map(({ W, b }) => ({ W: new Float64Array(W.length), b: new Float64Array(b.length) }));
    let byOutput = outputs.at(-1)!.map((y) => 2 * (y - 0.5));
    for (let k = layers.length - 1; k >= 0; k--) {
      const input = outputs[k];
      const byInput = input.map(() => 0);
      byOutput.forEach((by, j) => {
        const bySum = by * (1 - outputs[k + 1][j] ** 2);
        layers[k].b[j] = bySum;
        input.forEach((xi, i) => {
          layers[k].W[j * input.length + i] = bySum * xi;
          byInput[i] += bySum * params.layers[k].W[j * input.length + i];
        });
      });
      byOutput = byInput;
    }
    return { layers };
  },
};
