/** A softmax layer with cross-entropy loss: 3 classes, 2 features, weights row by row and then 3 biases. */
export interface LabelledPoint {
  readonly features: readonly [number, number];
  readonly label: 0 | 1 | 2;
}

/** s = W·x + b */
function scores(theta: readonly number[], [a, b]: readonly [number, number]): number[] {
  return [0, 1, 2].map((k) => theta[2 * k] * a + theta[2 * k + 1] * b + theta[6 + k]);
}

function softmax(s: readonly number[]): number[] {
  const largest = Math.max(...s);
  const weights = s.map((value) => Math.exp(value - largest));
  const total = weights.reduce((sum, value) => sum + value, 0);
  return weights.map((value) => value / total);
}

/** L = −ln softmax(s)[label] */
export function loss(theta: readonly number[], { features, label }: LabelledPoint): number {
  const s = scores(theta, features);
  const largest = Math.max(...s);
  return largest + Math.log(s.reduce((sum, value) => sum + Math.exp(value - largest), 0)) - s[label];
}

/** ∂L/∂s_k = p_k − [k = label] */
export function gradient(theta: readonly number[], { features, label }: LabelledPoint): number[] {
  const error = softmax(scores(theta, features)).map((p, k) => p - (k === label ? 1 : 0));
  return [...error.flatMap((e) => [e * features[0], e * features[1]]), ...error];
}
