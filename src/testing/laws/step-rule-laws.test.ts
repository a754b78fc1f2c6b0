import { describe, expect, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import { momentum } from '../../training/rules/momentum.js';
import { polyak } from '../../training/rules/polyak.js';
import { sgd, type SgdSetting } from '../../training/rules/sgd.js';
import type { GradientRule, Moved } from '../../training/rules/step-rule.js';
import { stepRuleLaws } from './step-rule-laws.js';

test('a step that underflow of the gradient makes longer than claimed breaks no law', async () => {
  const laws = stepRuleLaws(polyak).filter(({ name }) => name.endsWith('no step is longer than claimed'));
  expect(laws).not.toEqual([]);
  // Its fifth case came to ‖g‖² = 1.66·10⁻³¹⁸ and a step of 1.0000000000000038.
  for (const law of laws) await expect(law.check({ seed: 51723669, numRuns: 100 })).resolves.toBeUndefined();
});

/** Plain descent, after each step of which something is done. */
const descent = (
  after: (moved: Moved<number>, before: Moved<number>, gradient: readonly number[]) => Moved<number>,
): GradientRule<SgdSetting> => ({
  ...sgd,
  examples: sgd.examples.slice(0, 1),
  on(n, setting, size) {
    const own = sgd.on(n, setting, size);
    const numbers = (list: readonly Parameters<typeof n.toNumber>[0][]) => list.map((value) => n.toNumber(value));
    return {
      ...own,
      step(before, gradient, loss, eta, step) {
        const moved = own.step(before, gradient, loss, eta, step);
        const { theta, memory } = after(
          { theta: numbers(moved.theta), memory: numbers(moved.memory) },
          { theta: numbers(before.theta), memory: numbers(before.memory) },
          numbers(gradient),
        );
        return { theta: theta.map((w) => n.fromNumber(w)), memory: memory.map((w) => n.fromNumber(w)) };
      },
    };
  },
});

const at = String.raw`at \{ theta: \[.+\], seen: \[.+\], eta: \S+ \}$`;
const [first] = sgd.examples;

describe('what is wrong with a step rule is told', () => {
  test.each<[string, string, Parameters<typeof stepRuleLaws<SgdSetting>>[0], RegExp]>([
    [
      'a parameter that is lost',
      'lengths',
      descent(({ theta, memory }) => ({ theta: theta.slice(1), memory })),
      new RegExp(`^1 entries of θ ${at}`),
    ],
    [
      'a memory that grows',
      'lengths',
      descent(({ theta, memory }) => ({ theta, memory: [...memory, 0] })),
      /^memory of 1, then 0$/,
    ],
    [
      'a place that matters',
      'no place',
      descent(({ theta: [a, b], memory }) => ({ theta: [a + 1, b], memory })),
      new RegExp(`^\\[.+, .+\\] in place of \\[.+, .+\\] ${at}`),
    ],
    [
      'a side that matters',
      'mirror',
      descent(({ theta, memory }) => ({ theta: theta.map((w) => w + 1), memory })),
      new RegExp(`^\\[.+, .+\\] in place of \\[.+, .+\\] ${at}`),
    ],
    [
      'a step that is longer than claimed',
      'longer than claimed',
      { ...sgd, examples: [first], longestMove: () => 0.5 },
      new RegExp(`^a step of \\S+ > 0\\.5 ${at}`),
    ],
  ])('%s', (_, says, rule, words) => breaks(stepRuleLaws(rule), says, 100, words));

  test('what is given is written to', async () => {
    const writing: GradientRule<SgdSetting> = {
      ...sgd,
      examples: [first],
      on: (n, setting, size) => ({
        ...sgd.on(n, setting, size),
        step({ theta, memory }, gradient) {
          if (Array.isArray(gradient)) gradient.fill(n.one);
          return { theta, memory };
        },
      }),
    };
    await breaks(stepRuleLaws(writing), 'lengths', 20, /^what was given was written to$/);
  });

  test('a memory that does not turn with the walk', () => {
    const rule: typeof momentum = {
      ...momentum,
      on: (n, setting, size) => ({ ...momentum.on(n, setting, size), flipped: (memory) => memory }),
    };
    return breaks(stepRuleLaws(rule), 'mirror', 100, new RegExp(at));
  });
});

test('a rule that claims nothing, and one that does not turn, break no law', async () => {
  const mute: GradientRule<SgdSetting> = {
    ...sgd,
    examples: [first],
    longestMove: () => null,
    on(n, setting, size) {
      const own = sgd.on(n, setting, size);
      return {
        memory: own.memory,
        step: (before, ...seen) => own.step({ ...before, theta: before.theta.map((w) => n.abs(w)) }, ...seen),
      };
    },
  };
  for (const law of stepRuleLaws(mute)) await expect(law.check({ numRuns: 30, seed: 1 })).resolves.toBeUndefined();
});

test('a step as long as is claimed breaks no law, and one that is a little longer does', async () => {
  const unit = (length: number): GradientRule<SgdSetting> => ({
    ...sgd,
    examples: [first],
    longestMove: () => 1,
    on: (n, setting, size) => ({
      ...sgd.on(n, setting, size),
      step: ({ theta: [a, b], memory }) => ({
        theta: [n.add(a, n.fromNumber(0.6 * length)), n.add(b, n.fromNumber(0.8 * length))],
        memory,
      }),
    }),
  });
  const longest = (rule: GradientRule<SgdSetting>) =>
    stepRuleLaws(rule).filter(({ name }) => name.endsWith('longer than claimed'));
  for (const law of longest(unit(1))) await expect(law.check({ numRuns: 100, seed: 1 })).resolves.toBeUndefined();
  for (const law of longest(unit(1 + 1e-10))) await expect(law.check({ numRuns: 100, seed: 1 })).rejects.toThrow();
});
