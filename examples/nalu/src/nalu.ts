/**
 * One neural arithmetic logic unit (Trask et al. 2018) with two inputs and squared error. Six parameters: Ŵ, M̂ and G, two each.
 *
 *     w = tanh(Ŵ)·σ(M̂),  a = w·x,  m = exp(w·ln(|x| + ε)),  g = σ(G·x),  y = g·a + (1 − g)·m,  L = ½·(y − t)²
 */
export interface Sample {
  readonly x: readonly [number, number];
  readonly target: number;
}

const epsilon = 1e-7;
const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const dot = (a: readonly number[], b: readonly number[]) => a[0] * b[0] + a[1] * b[1];

function forward(theta: readonly number[], x: readonly [number, number]) {
  const tanh = [Math.tanh(theta[0]), Math.tanh(theta[1])];
  const sigma = [sigmoid(theta[2]), sigmoid(theta[3])];
  const w = [tanh[0] * sigma[0], tanh[1] * sigma[1]];
  const logs = x.map((value) => Math.log(Math.abs(value) + epsilon));
  const a = dot(w, x);
  const m = Math.exp(dot(w, logs));
  const g = sigmoid(dot([theta[4], theta[5]], x));
  return { tanh, sigma, a, m, g, y: g * a + (1 - g) * m };
}

export function loss(theta: readonly number[], { x, target }: Sample): number {
  return 0.5 * (forward(theta, x).y - target) ** 2;
}

/**
 * ∂y/∂w_i = g·x_i + (1 − g)·m·ln(|x_i| + ε),  ∂y/∂G_i = (a − m)·g·(1 − g)·x_i.
 *
 * The planted mistake is in here: see the README.
 */
export function gradient(theta: readonly number[], { x, target }: Sample): number[] {
  const { tanh, sigma, a, m, g, y } = forward(theta, x);
  const e = y - target;
  const logs = x.map((value) => Math.log(Math.max(value, 0) + epsilon));
  const w = [0, 1].map((i) => e * (g * x[i] + (1 - g) * m * logs[i]));
  return [
    ...[0, 1].map((i) => w[i] * (1 - tanh[i] ** 2) * sigma[i]),
    ...[0, 1].map((i) => w[i] * tanh[i] * sigma[i] * (1 - sigma[i])),
    ...[0, 1].map((i) => e * (a - m) * g * (1 - g) * x[i]),
  ];
}
