/** neataptic, js-pytorch, convnetjs and jax-js. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const neataptic = require('neataptic');
const { torch } = require('js-pytorch');
const convnetjs = require('convnetjs');
// Node 20 has none, and jax-js asks for its name.
globalThis.Float16Array ??= class extends Float32Array {};
const { grad, numpy: np } = await import('@jax-js/jax');

const softsign = neataptic.methods.activation.SOFTSIGN;

/** a/(1 + (a² + b²)/3): convnetjs's local response normalisation of two channels, the first one out. */
function normalised([a, b]) {
  const layer = new convnetjs.LocalResponseNormalizationLayer({
    in_sx: 1,
    in_sy: 1,
    in_depth: 2,
    k: 1,
    alpha: 1,
    beta: 1,
    n: 3,
  });
  const input = new convnetjs.Vol(1, 1, 2, 0);
  [input.w[0], input.w[1]] = [a, b];
  return { layer, input, output: layer.forward(input) };
}

function regression([x]) {
  const layer = new convnetjs.RegressionLayer({ in_sx: 1, in_sy: 1, in_depth: 1 });
  const input = new convnetjs.Vol(1, 1, 1, x);
  layer.forward(input);
  return { input, loss: layer.backward([1]) };
}

function byJax(name, point, f, right, why) {
  const array = (x) => np.array(x, { dtype: np.float64 });
  return {
    package: '@jax-js/jax@0.1.25',
    name,
    point,
    loss: (x) => np.sum(f(array(x))).js(),
    gradient: (x) => grad((at) => np.sum(f(at)))(array(x)).js(),
    right,
    why,
  };
}

const numbers =
  (...values) =>
  (n) =>
    values.map((value) => n.fromNumber(value));

export default [
  {
    package: 'neataptic@1.4.7',
    name: 'methods.activation.SOFTSIGN',
    point: [0.3],
    loss: ([x]) => softsign(x),
    gradient: ([x]) => [softsign(x, true)],
    right: (n) => {
      const bottom = n.add(n.one, n.fromNumber(0.3));
      return [n.div(n.one, n.mul(bottom, bottom))];
    },
    why: 'x/(1 + |x|)² where it is 1/(1 + |x|)²',
  },
  {
    package: 'js-pytorch@0.7.2',
    name: 'pow(x, 3)',
    point: [0.3],
    loss: ([x]) => torch.tensor([[x]]).pow(3).data[0][0],
    gradient: ([x]) => {
      const at = torch.tensor([[x]], true);
      at.pow(3)
        .mul(torch.tensor([[1]]))
        .backward();
      return [at.grad[0][0]];
    },
    right: (n) => [n.mul(n.fromNumber(3), n.mul(n.fromNumber(0.3), n.fromNumber(0.3)))],
    why: '2x, whatever the exponent',
  },
  {
    package: 'convnetjs@0.3.0',
    name: 'LocalResponseNormalizationLayer, by the other channel',
    point: [1, 2],
    loss: (x) => normalised(x).output.w[0],
    gradient: (x) => {
      const { layer, input, output } = normalised(x);
      [output.dw[0], output.dw[1]] = [1, 0];
      layer.backward();
      return Array.from(input.dw);
    },
    right: (n) => {
      const [one, two, three] = [n.one, n.fromNumber(2), n.fromNumber(3)];
      const bottom = n.add(one, n.div(n.fromNumber(5), three));
      const square = n.mul(bottom, bottom);
      return [
        n.sub(n.div(one, bottom), n.div(n.div(two, three), square)),
        n.neg(n.div(n.div(n.fromNumber(4), three), square)),
      ];
    },
    why: 'multiplies by the wrong channel',
  },
  {
    package: 'convnetjs@0.3.0',
    name: 'RegressionLayer, of the loss it returns',
    point: [3],
    loss: (x) => regression(x).loss,
    gradient: (x) => Array.from(regression(x).input.dw),
    right: numbers(8),
    why: 'returns the loss 2·dy² and the gradient of ½·dy²',
  },
  byJax('prod', [0, 0.5, -1], (x) => np.prod(x), numbers(-0.5, 0, 0), 'the product divided by the entry: 0/0'),
  byJax('cumprod', [0, 0.5, -1], (x) => np.cumprod(x), numbers(1, 0, 0), 'the products divided by the entry: 0/0'),
  byJax(
    'power(x, y) at (0, 2)',
    [0, 2],
    (x) => {
      const [a, b] = np.split(x, 2);
      return np.power(a, b);
    },
    numbers(0, 0),
    'through the logarithm of 0',
  ),
  byJax('sinc', [0], (x) => np.sinc(x), numbers(0), '0/0'),
];
