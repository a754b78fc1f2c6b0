import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseSolution } from '../src/units/two-layers/solution.js';
import { float64 } from '../src/numeric/backends/float64.js';
import type { Numeric } from '../src/numeric/numeric.js';
import { complexLogNetwork as complexLog } from '../src/testing/two-layer-network.js';
import { logSquareNetwork as logSquare } from '../src/testing/two-layer-network.js';
import type { TwoLayerNetwork } from '../src/testing/two-layer-network.js';
import type { Matrix, Weights } from '../src/units/two-layers/layers.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';
import type { Snapshot } from '../src/training/train.js';
import { propertyFailure } from '../src/testing/property-failure.js';
import { namedRecipes } from '../src/training/named-recipes.js';
import { clip, nanToZero } from '../src/training/rules/sgd.js';
import { gradientEqualsDifferences, gradientEqualsDual } from './laws/gradient.js';
import { kernel, kernelEqualsCore, type Kernel } from './laws/kernel.js';
import { commutesWithSwap } from './laws/permutation.js';
import { neighboursAreUncorrelated, streamsDoNotRepeat } from './laws/random.js';
import { memberComputesQuotient, memberIsRecognised } from './laws/solution.js';
import { guardLaw, mantissaLaw } from './laws/step-rule.js';

/**
 * Mistakes of the kind that are made, planted one by one into what the properties look at: the same law that
 * holds for the real thing must fail for each. With five seeds, so that finding it is no luck.
 */
function isFound<Case>(law: fc.IProperty<Case>): void {
  for (let seed = 1; seed <= 5; seed++) expect(propertyFailure(law, { seed }), `seed ${seed}`).not.toBeNull();
}

/** Nothing is planted: what the law says of the real thing, so that it is the mistake that is found. */
function holds<Case>(law: fc.IProperty<Case>): void {
  expect(propertyFailure(law, { seed: 1 })).toBeNull();
}

/** The network with its gradient changed. */
function withGradient(
  network: TwoLayerNetwork,
  change: <T, C>(n: Numeric<T, C>, exact: Weights<T>, projected: Weights<T>) => Weights<T>,
): TwoLayerNetwork {
  return {
    ...network,
    gradient(n, weights, x, target, kind, guard) {
      const exact = network.gradient(n, weights, x, target, kind, guard);
      const projected = network.gradient(n, weights, x, target, 'projected', guard);
      return { loss: exact.loss, gradient: change(n, exact.gradient, projected.gradient) };
    },
  };
}

/** The network computed in a number system with another π: Log u = ln|u| + i·pi·[u<0]. */
function withPi(network: TwoLayerNetwork, pi: <T, C>(n: Numeric<T, C>) => T): TwoLayerNetwork {
  const changed = <T, C>(n: Numeric<T, C>): Numeric<T, C> => ({ ...n, pi: pi(n) });
  return {
    ...network,
    output: (n, weights, x) => network.output(changed(n), weights, x),
    gradient: (n, ...rest) => network.gradient(changed(n), ...rest),
  };
}

function transposed<T>(m: Matrix<T>): Matrix<T> {
  return m[0].map((_, column) => m.map((row) => row[column]));
}

/**
 * Transposes a square W1 and leaves others as they are: what a mix-up of rows and columns does where it goes
 * unnoticed by shapes.
 */
function mixedUp<T>(w1: Matrix<T>): Matrix<T> {
  return w1.length === w1[0].length ? transposed(w1) : w1;
}

describe('a sign error in one gradient term', () => {
  test('of ∂L/∂W1: + Im v·π in place of −', () => {
    // exact = Re − Im, projected = Re: 2·projected − exact = Re + Im.
    const wrong = withGradient(complexLog, (n, exact, projected) => ({
      w0: exact.w0,
      w1: projected.w1.map((row, o) => row.map((p, j) => n.sub(n.add(p, p), exact.w1[o][j]))),
    }));
    holds(gradientEqualsDifferences(float64, complexLog, 'exact'));
    isFound(gradientEqualsDifferences(float64, wrong, 'exact'));
    isFound(gradientEqualsDual(float64, wrong));
  });
  test('of ∂L/∂W0', () => {
    const wrong = withGradient(logSquare, (n, { w0, w1 }) => ({
      w0: w0.map((row) => row.map((g) => n.neg(g))),
      w1,
    }));
    isFound(gradientEqualsDifferences(float64, wrong, 'exact'));
    isFound(gradientEqualsDual(float64, wrong));
  });
});

describe('the branch term iπ dropped', () => {
  test('in the backward pass', () => {
    const wrong = withGradient(complexLog, (_n, _exact, projected) => projected);
    isFound(gradientEqualsDifferences(float64, wrong, 'exact'));
  });
  test('in the forward pass', () => {
    const wrong: TwoLayerNetwork = {
      ...complexLog,
      output: (n, weights, x) => withPi(complexLog, ({ zero }) => zero).output(n, weights, x),
    };
    isFound(gradientEqualsDifferences(float64, wrong, 'exact'));
  });
  test('in both, where the gradient is that of the wrong loss: a/b loses its sign', () => {
    const wrong = withPi(complexLog, (n) => n.zero);
    holds(gradientEqualsDifferences(float64, wrong, 'exact'));
    holds(memberComputesQuotient(complexLog));
    isFound(memberComputesQuotient(wrong));
  });
});

/**
 * Clip and nz commute as long as clip lets NaN through and nz touches nothing else: taking them in the other
 * order is then no mistake at all. It is one with either of the clips and nz's that people write.
 */
describe('clip before against after nz', () => {
  const nz = nanToZero(float64);
  test('no mistake where clip lets NaN through', () => {
    holds(guardLaw((k) => (x) => clip(float64, k)(nz(x))));
  });
  test('with a clip of comparisons that takes NaN for small', () => {
    const comparing = (k: number) => (x: number) => (x > -k ? Math.min(x, k) : -k);
    holds(guardLaw((k) => (x) => comparing(k)(nz(x))));
    isFound(guardLaw((k) => (x) => nz(comparing(k)(x))));
  });
  test('with an nz that takes infinities too, as torch.nan_to_num(x, 0, 0, 0) does', () => {
    const finiteOrZero = (x: number) => (Number.isFinite(x) ? x : 0);
    holds(guardLaw((k) => (x) => finiteOrZero(clip(float64, k)(x))));
    isFound(guardLaw((k) => (x) => clip(float64, k)(finiteOrZero(x))));
  });
});

test('mantissa with round for floor', () => {
  const rounding = (g: number) => (g === 0 ? 0 : g / 10 ** Math.max(0, Math.round(Math.log10(Math.abs(g)))));
  holds(mantissaLaw((g) => float64.leading(g)));
  isFound(mantissaLaw(rounding));
});

test('mantissa with a logarithm, whose rounding misplaces numbers next to a power of ten', () => {
  isFound(mantissaLaw((g) => (g === 0 ? 0 : g / 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(g)))))));
});

describe('a transposed W1', () => {
  test('in the backward pass', () => {
    const wrong: TwoLayerNetwork = {
      ...complexLog,
      gradient: (n, { w0, w1 }, ...rest) => complexLog.gradient(n, { w0, w1: mixedUp(w1) }, ...rest),
    };
    isFound(gradientEqualsDifferences(float64, wrong, 'exact'));
  });
  test('in both passes, where the gradient is that of its own loss: hidden units cannot be swapped', () => {
    const wrong: TwoLayerNetwork = {
      ...complexLog,
      output: (n, { w0, w1 }, x) => complexLog.output(n, { w0, w1: mixedUp(w1) }, x),
      gradient(n, { w0, w1 }, ...rest) {
        const { loss, gradient } = complexLog.gradient(n, { w0, w1: mixedUp(w1) }, ...rest);
        return { loss, gradient: { w0: gradient.w0, w1: mixedUp(gradient.w1) } };
      },
    };
    holds(commutesWithSwap(complexLog));
    isFound(commutesWithSwap(wrong));
  });
});

describe('a generator that repeats a stream for neighbouring seeds', () => {
  test('seeds 2k and 2k + 1 alike', () => {
    const wrong = (seed: number, stream: number) => xoroshiro128plus(seed - (seed % 2), stream);
    isFound(streamsDoNotRepeat(wrong));
  });
  test('a stream that is the next seed’s other stream', () => {
    const wrong = (seed: number, stream: number) => xoroshiro128plus(seed + stream, 0);
    isFound(streamsDoNotRepeat(wrong));
  });
  test('seeds that are not mixed', () => {
    // The first draws of neighbours differ in their last bits only.
    const wrong = (seed: number, stream: number) => ({
      ...xoroshiro128plus(seed, stream),
      next: () => ((seed * 2 ** -20 + stream * 0.3) % 1) + 2 ** -40,
    });
    expect(propertyFailure(neighboursAreUncorrelated(wrong), { seed: 1, numRuns: 3 })).not.toBeNull();
  });
});

describe('a kernel off by one unit in the last place', () => {
  const recipes = fc.constantFrom(...namedRecipes.values()).map((recipe) => ({ ...recipe, steps: 20 }));
  const nextUp = (x: number) => x + Math.abs(x) * 2 ** -52;
  /** The kernel with its snapshots changed. */
  const planted =
    (change: (snapshot: Snapshot<number>) => Snapshot<number>): Kernel =>
    (...given) => {
      const run = kernel(...given);
      return function* (...starts) {
        for (const { run: k, snapshot } of run(...starts)) yield { run: k, snapshot: change(snapshot) };
      };
    };
  test('in a weight', () => {
    holds(kernelEqualsCore(kernel, recipes));
    const lastOneUp = planted((snapshot) => ({
      ...snapshot,
      theta: snapshot.theta.map((w, k) => (k === snapshot.theta.length - 1 ? nextUp(w) : w)),
    }));
    isFound(kernelEqualsCore(lastOneUp, recipes));
  });
  test('in the loss', () => {
    const lossUp = planted((snapshot) => ({
      ...snapshot,
      loss: snapshot.loss === null ? null : nextUp(snapshot.loss),
    }));
    isFound(kernelEqualsCore(lossUp, recipes));
  });
});

describe('a recogniser that ignores the permutation', () => {
  test('and takes every solution for the plain one', () => {
    holds(memberIsRecognised(recogniseSolution));
    isFound(
      memberIsRecognised((...given) => {
        const found = recogniseSolution(...given);
        return found === null ? null : { ...found, permutation: [0, 1] };
      }),
    );
  });
  test('and knows the plain one only', () => {
    isFound(
      memberIsRecognised((...given) => {
        const found = recogniseSolution(...given);
        return found?.permutation[0] === 0 ? found : null;
      }),
    );
  });
});
