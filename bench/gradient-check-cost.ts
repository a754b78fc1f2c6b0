import { gradientVerdict } from '../src/gradcheck/gradient-verdict.js';
import type { GradientModel } from '../src/gradcheck/gradient-model.js';
import type { GradientVerdict } from '../src/gradcheck/verdict.js';
import { square } from '../src/numeric/elementary/square.js';

/**
 * What a gradient check costs, in evaluations, by the number of parameters: with every entry examined along
 * its own axis, and along directions; of a right gradient, and of one with a single wrong entry. Beside it
 * what torch's gradcheck takes: slow is two losses a parameter, fast four in all (docs of torch.autograd).
 *
 * Models: a smooth loss Σ a_i·(1 − cos(θ_i·b_i)) + coupling of neighbours, and a ReLU network.
 */
interface Counted {
  readonly verdict: GradientVerdict;
  readonly losses: number;
  readonly gradients: number;
  readonly seconds: number;
}

function counted(model: GradientModel, params: readonly number[], thorough?: boolean): Counted {
  let losses = 0;
  let gradients = 0;
  const counting: GradientModel = {
    loss(at) {
      losses += 1;
      return model.loss(at);
    },
    gradient(at) {
      gradients += 1;
      return model.gradient(at);
    },
  };
  const before = process.cpuUsage();
  const verdict = gradientVerdict(counting, params, thorough === undefined ? {} : { thorough });
  return { verdict, losses, gradients, seconds: process.cpuUsage(before).user / 1e6 };
}

/** L = Σ (1 + i mod 7)·(1 − cos(θ_i·b_i)) + ½·Σ θ_i·θ_{i+1}, b_i = 1 + (i mod 3)/2: entries of size 1. */
const smooth: GradientModel = {
  loss: (theta) =>
    theta.reduce(
      (sum, x, i) =>
        sum + (1 + (i % 7)) * (1 - Math.cos(x * (1 + (i % 3) / 2))) + 0.5 * x * theta[(i + 1) % theta.length],
      0,
    ),
  gradient: (theta) =>
    theta.map((x, i) => {
      const b = 1 + (i % 3) / 2;
      const { length } = theta;
      return (1 + (i % 7)) * b * Math.sin(x * b) + 0.5 * (theta[(i + 1) % length] + theta[(i + length - 1) % length]);
    }),
};

/** A two-layer ReLU network, mean squared error over samples: inputs × hidden weights, and hidden ones. */
function reluNetwork(inputs: number, hidden: number, samples: number): GradientModel {
  const x = Array.from({ length: samples }, (_, s) =>
    Array.from({ length: inputs }, (_x, i) => Math.sin(12.9898 * (s * inputs + i))),
  );
  const target = x.map((_, s) => Math.cos(7.1 * s));
  const forward = (theta: readonly number[], sample: readonly number[]) => {
    const z = Array.from({ length: hidden }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += theta[j * inputs + i] * sample[i];
      return sum;
    });
    const y = z.reduce((sum, value, j) => sum + theta[inputs * hidden + j] * Math.max(0, value), 0);
    return { z, y };
  };
  return {
    loss: (theta) => x.reduce((sum, sample, s) => sum + square(forward(theta, sample).y - target[s]), 0) / samples,
    gradient: (theta) => {
      const g = theta.map(() => 0);
      x.forEach((sample, s) => {
        const { z, y } = forward(theta, sample);
        const e = (2 * (y - target[s])) / samples;
        z.forEach((value, j) => {
          g[inputs * hidden + j] += e * Math.max(0, value);
          const back = value > 0 ? e * theta[inputs * hidden + j] : 0;
          for (let i = 0; i < inputs; i++) g[j * inputs + i] += back * sample[i];
        });
      });
      return g;
    },
  };
}

function off(model: GradientModel, wrong: (entry: number) => boolean, relative: number): GradientModel {
  return { loss: model.loss, gradient: (at) => model.gradient(at).map((g, i) => (wrong(i) ? g * (1 + relative) : g)) };
}

function point(length: number, scale = 1): readonly number[] {
  return Array.from({ length }, (_, i) => scale * 2 * Math.sin(0.7 * i * i + i + 1));
}

function row(name: string, { verdict, losses, gradients, seconds }: Counted): string {
  const entry = verdict.kind === 'wrong' ? ` in ${verdict.entry} (${verdict.wrongEntries.length} named)` : '';
  return `| ${name} | ${losses} | ${gradients} | ${verdict.kind}${entry} | ${seconds.toFixed(2)} |`;
}

/** The sizes to measure, from the command line: `10,1000` measures these and no network. */
const given = process.argv.at(2);
const sizes = given === undefined ? [10, 100, 1000, 10_000, 100_000] : given.split(',').map(Number);

const lines = ['| check | losses | gradients | verdict | CPU s |', '| --- | ---: | ---: | --- | ---: |'];
for (const length of sizes) {
  const theta = point(length);
  const wrong = Math.floor(length / 3) + 1;
  const altered = off(smooth, (i) => i === wrong, 1e-6);
  lines.push(row(`${length} parameters, right`, counted(smooth, theta)));
  lines.push(row(`${length} parameters, entry ${wrong} off by 1e-6`, counted(altered, theta)));
  if (length <= 1000) lines.push(row(`${length} parameters, right, thorough`, counted(smooth, theta, true)));
  lines.push(`| torch, ${length} parameters: slow, fast | ${2 * length}, 4 | | | |`);
}
if (given === undefined) {
  const network = reluNetwork(196, 508, 8);
  const weights = point(196 * 508 + 508, 0.05);
  const second = (i: number) => i >= 196 * 508;
  lines.push(row('ReLU network of 100,076 parameters, right', counted(network, weights)));
  lines.push(row('the same, second layer off by 1 %', counted(off(network, second, 0.01), weights)));
  lines.push(
    row(
      'the same, first layer off by 1 %',
      counted(
        off(network, (i) => !second(i), 0.01),
        weights,
      ),
    ),
  );
}
console.log(lines.join('\n'));
