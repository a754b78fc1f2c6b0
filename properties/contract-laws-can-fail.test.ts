import { describe, test } from 'vitest';
import { breaks } from './breaks.js';
import { spoilt, withPolar } from './spoilt-unit.js';
import type { Backend } from '../src/numeric/backend.js';
import { float64, float64Backend } from '../src/numeric/backends/float64.js';
import type { Numeric } from '../src/numeric/numeric.js';
import type { Generator } from '../src/random/generator.js';
import { xoroshiro128plusGenerator } from '../src/random/generators/xoroshiro128plus.js';
import type { Rng } from '../src/random/rng.js';
import { backendLaws } from '../src/testing/laws/backend-laws.js';
import type { Law } from '../src/testing/laws/law.js';
import { generatorLaws } from '../src/testing/laws/generator-laws.js';
import { lossLaws } from '../src/testing/laws/loss-laws.js';
import { stepRuleLaws } from '../src/testing/laws/step-rule-laws.js';
import { unitLaws } from '../src/testing/laws/unit-laws.js';
import type { OutputLoss, PolarLoss } from '../src/training/losses/loss.js';
import { logRatio } from '../src/training/losses/log-ratio.js';
import { squaredError } from '../src/training/losses/squared-error.js';
import { momentum } from '../src/training/rules/momentum.js';
import { polyak } from '../src/training/rules/polyak.js';
import { sgd } from '../src/training/rules/sgd.js';
import type { GradientRule } from '../src/training/rules/step-rule.js';
import { complexLog } from '../src/units/complex-log/complex-log.js';
import { forwardPass } from '../src/units/derived-forward.js';
import type { Unit } from '../src/units/unit.js';

describe('each law of units is broken by a mistake', () => {
  const [first] = complexLog.parameters({ inputs: 1, hidden: 1, outputs: 1 }, {});
  test.each<[string, string, Unit]>([
    ['two parameters of one name', 'names, shapes', { ...complexLog, parameters: () => [first, first] }],
    ['a shape that is none', 'names, shapes', { ...complexLog, parameters: () => [{ ...first, shape: [0, 2] }] }],
    [
      'an output too many',
      'one entry an output',
      spoilt((n, own) => ({ output: (theta, x) => [...own.output(theta, x), n.one] })),
    ],
    [
      'an evaluation of another length',
      'one entry an output',
      spoilt((n) => ({ evaluated: () => [n.one, n.one, n.one] })),
    ],
    ...(['by dual numbers', 'by differences'] as const).map((law): [string, string, Unit] => [
      `a gradient that is 1 % off, ${law}`,
      law,
      spoilt((n, own, sizes) => ({
        forward: (theta, x) => {
          const right = forwardPass(n, complexLog, sizes, {})(theta, x);
          const factor = n.fromNumber(1.01);
          return {
            output: own.output(theta, x),
            backward: (...given) => right.backward(...given).map((g) => n.mul(factor, g)),
          };
        },
      })),
    ]),
    [
      'a unit that asks how precise numbers are',
      'decimal gives',
      spoilt((n, own) => ({
        output: (theta, x) => own.output(theta, x).map((y) => n.mul(n.fromNumber(n.digits > 20 ? 1.0001 : 1), y)),
      })),
    ],
    [
      'a projection that goes on',
      'project',
      spoilt((n) => ({ projected: (theta) => theta.map((w) => n.mul(n.fromNumber(0.5), w)) })),
    ],
    ['a projection that gives nothing', 'project', spoilt(() => ({ projected: (theta) => theta.slice(1) }))],
    [
      'a negative penalty',
      'penalties',
      spoilt((n) => ({ penalties: { sum: (theta) => ({ value: n.sub(theta[0], n.one) }) } })),
    ],
    [
      'a wrong gradient of a penalty',
      'penalties',
      spoilt((n) => ({ penalties: { square: (theta) => ({ value: n.mul(theta[0], theta[0]), gradient: theta }) } })),
    ],
    [
      'a sign group that is none',
      'sign group',
      spoilt((_, own) => ({ signGroups: [[...(own.signGroups ?? []).flat(), 0].slice(1)] })),
    ],
    [
      'a phase that turns to where it is not said to',
      'sign group',
      withPolar((n, polar) => ({ turned: (o) => polar.turned(o).map((p) => n.add(p, n.one)) })),
    ],
    [
      'a slope of the magnitude that is the other output’s',
      'slopes of the polar form',
      withPolar((_, polar) => ({ slopeOfLn: () => polar.slopeOfLn(0) })),
    ],
    [
      'a slope of the phase in half turns',
      'slopes of the polar form',
      withPolar((n, polar) => ({
        slopeOfAngle: (o, gradient) => {
          const angle = polar.slopeOfAngle(o, gradient);
          return angle === null ? null : { ...angle, slope: angle.slope.map((value) => n.div(value, n.pi)) };
        },
      })),
    ],
    [
      'a phase that always moves',
      'slopes of the polar form',
      withPolar((n, polar) => ({
        slopeOfAngle: (o, gradient) => {
          const angle = polar.slopeOfAngle(o, gradient);
          return angle === null ? null : { ...angle, moves: n.less(n.zero, n.one) };
        },
      })),
    ],
    [
      'a backward pass that forgets the phase',
      'backward pass is the sum',
      withPolar((_, polar) => ({
        backward: (byLn, byAngle, __, guard) => polar.backward(byLn, byAngle, 'projected', guard),
      })),
    ],
  ])('%s', async (_, law, unit) => {
    await breaks(unitLaws(unit), law, 200);
  });
});

describe('each law of losses is broken by a mistake', () => {
  const outputLoss = (on: OutputLoss['on']): OutputLoss => ({ ...squaredError, on });
  const polarLoss = (on: PolarLoss['on']): PolarLoss => ({ ...logRatio, on });
  test.each<[string, string, readonly Law[]]>([
    [
      'a loss that is not 0 at the target',
      'not negative',
      lossLaws(outputLoss((n) => ({ at: (y) => ({ loss: n.mul(y[0], y[0]), byOutput: y.map((v) => n.add(v, v)) }) }))),
    ],
    [
      'a derivative without its sign',
      'its derivative',
      lossLaws(
        outputLoss((n) => ({
          at: (y, target) => {
            const right = squaredError.on(n, { kind: 'squared-error' }).at(y, target);
            return { loss: right.loss, byOutput: right.byOutput.map((e) => n.neg(e)) };
          },
        })),
      ),
    ],
    [
      'a polar loss whose magnitude sees the phase',
      'not negative',
      lossLaws(
        polarLoss((n) => ({
          at: (ln, halfTurns) => {
            const right = logRatio.on(n, { kind: 'log-ratio' }).at(ln, halfTurns);
            return { ...right, magnitudeLoss: right.loss };
          },
        })),
      ),
    ],
    [
      'a polar derivative by the angle taken for one by half turns',
      'its derivatives',
      lossLaws(
        polarLoss((n) => ({
          at: (ln, halfTurns) => {
            const right = logRatio.on(n, { kind: 'log-ratio' }).at(ln, halfTurns);
            return { ...right, byAngle: n.mul(n.pi, right.byAngle) };
          },
        })),
      ),
    ],
    [
      'a polar loss that counts turns',
      'whole turn',
      lossLaws(
        polarLoss((n) => ({
          at: (ln, halfTurns) => {
            const right = logRatio.on(n, { kind: 'log-ratio' }).at(ln, halfTurns);
            return { ...right, loss: n.add(right.loss, n.mul(halfTurns, halfTurns)) };
          },
        })),
      ),
    ],
  ])('%s', async (_, law, laws) => {
    await breaks(laws, law, 200);
  });
});

describe('each law of step rules is broken by a mistake', () => {
  /** Plain descent with its step changed. */
  const wrong = (change: (entry: number, k: number) => number): GradientRule => ({
    ...sgd,
    setting: sgd.setting,
    examples: sgd.examples.slice(0, 1),
    on: (n) => ({
      memory: [],
      flipped: (memory) => memory,
      step: ({ theta, memory }, gradient, _loss, eta) => ({
        theta: theta.map((w, k) => n.sub(w, n.mul(eta, n.fromNumber(change(n.toNumber(gradient[k]), k))))),
        memory,
      }),
    }),
  });
  const withMemory = (on: (typeof momentum)['on']): typeof momentum => ({ ...momentum, on });
  test.each<[string, string, readonly Law[]]>([
    [
      'a memory that grows',
      'keep their lengths',
      stepRuleLaws(
        withMemory((n, setting, size) => {
          const own = momentum.on(n, setting, size);
          return {
            ...own,
            step: (before, ...seen) => {
              const { theta, memory } = own.step(before, ...seen);
              return { theta, memory: [...memory, n.one] };
            },
          };
        }),
      ),
    ],
    ['an entry that is dearer than others', 'no place', stepRuleLaws(wrong((g, k) => (k === 0 ? 2 * g : g)))],
    ['a step that knows left from right', 'mirror', stepRuleLaws(wrong((g) => Math.max(0, g)))],
    [
      'a velocity that keeps its sign',
      'mirror',
      stepRuleLaws(
        withMemory((n, setting, size) => ({ ...momentum.on(n, setting, size), flipped: (memory) => memory })),
      ),
    ],
    ['a claim of shorter steps', 'longer than claimed', stepRuleLaws({ ...polyak, longestMove: () => 0.01 })],
  ])('%s', async (_, law, laws) => {
    await breaks(laws, law, 200);
  });
});

describe('each law of backends is broken by a mistake', () => {
  const wrong = (change: Partial<Numeric<number>>): Backend => ({
    ...float64Backend,
    open: async (_, use) => use({ ...float64, ...change }),
  });
  test.each<[string, string, Backend]>([
    ['numbers that enter rounded', 'enters leaves', wrong({ fromNumber: Math.fround })],
    ['text without its last digits', 'enters leaves', wrong({ format: (a) => a.toPrecision(15) })],
    ['a product rounded twice', 'arithmetic', wrong({ mul: (a, b) => Math.fround(a * b) })],
    ['a sine in degrees', 'arithmetic', wrong({ sin: (a) => Math.sin((a * Math.PI) / 180) })],
    ['halves rounded away from 0', 'arithmetic', wrong({ round: (a) => Math.sign(a) * Math.round(Math.abs(a)) })],
    ['less or equal', 'comparisons', wrong({ less: (a, b) => a <= b })],
    [
      'a select that computes both sides',
      'comparisons',
      wrong({
        select: (condition, whenTrue, whenFalse) => {
          const [left, right] = [whenTrue(), whenFalse()];
          return condition ? left : right;
        },
      }),
    ],
    ['an evolve that stands still', 'evolve', wrong({ evolve: (state, body) => (state.length > 0 ? state : body()) })],
  ])('%s', async (_, law, backend) => {
    await breaks(backendLaws(backend), law, 200);
  });
});

describe('each law of generators is broken by a mistake', () => {
  const wrong = (change: (rng: Rng) => Partial<Rng>): Generator => ({
    ...xoroshiro128plusGenerator,
    streams: (seed) => {
      const { initialisation, samples, task } = xoroshiro128plusGenerator.streams(seed);
      return {
        initialisation: { ...initialisation, ...change(initialisation) },
        samples: { ...samples, ...change(samples) },
        task: { ...task, ...change(task) },
      };
    },
  });
  let asked = 0;
  const { words } = xoroshiro128plusGenerator;
  test.each<[string, string, Generator]>([
    ['a float of 1', 'where they should be', wrong((rng) => ({ next: () => Math.ceil(rng.next()) }))],
    ['a normal number that is none', 'where they should be', wrong(() => ({ normal: () => NaN }))],
    ['a whole number too large', 'where they should be', wrong((rng) => ({ below: (count) => rng.below(count) + 1 }))],
    ['normal numbers too wide', 'distributed so', wrong((rng) => ({ normal: () => 1.2 * rng.normal() }))],
    [
      'whole numbers that lean to one side',
      'all alike',
      wrong((rng) => ({ below: (count) => Math.min(rng.below(count), rng.below(count)) })),
    ],
    [
      'a stream of the moment',
      'whenever',
      { ...xoroshiro128plusGenerator, streams: () => xoroshiro128plusGenerator.streams(asked++) },
    ],
    [
      'a stream of the moment from the tenth draw on',
      'whenever',
      wrong((rng) => {
        let drawn = 0;
        return { next: () => (drawn++ < 10 ? rng.next() : (asked++ / 1024) % 1) };
      }),
    ],
    ['a clone that draws along', 'replay', wrong((rng) => ({ clone: () => rng }))],
    [
      'a state that is lost',
      'replay',
      { ...xoroshiro128plusGenerator, restore: () => xoroshiro128plusGenerator.streams(0).samples },
    ],
    [
      'words in the other order',
      'over words',
      {
        ...xoroshiro128plusGenerator,
        ...(words === undefined ? {} : { words: { ...words, pack: (state) => words.pack(state.toReversed()) } }),
      },
    ],
    [
      'a draw too many over words',
      'over words',
      {
        ...xoroshiro128plusGenerator,
        ...(words === undefined
          ? {}
          : { words: { ...words, next: (...given) => ({ ...words.next(...given), state: given[2] }) } }),
      },
    ],
    ['a bias', 'mean', wrong((rng) => ({ next: () => rng.next() ** 2 }))],
    [
      'a list that is filled from its end',
      'filled',
      wrong((rng) => ({
        fill(low, high, target, from, count) {
          for (let k = from + count - 1; k >= from; k--) target[k] = rng.uniform(low, high);
        },
      })),
    ],
  ])('%s', async (_, law, generator) => {
    await breaks(generatorLaws(generator), law, 200);
  });
});
