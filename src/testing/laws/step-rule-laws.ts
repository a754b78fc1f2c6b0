import fc from 'fast-check';
import { float64 } from '../../numeric/backends/float64.js';
import { hypot } from '../../numeric/elementary/hypot.js';
import type { Setting } from '../../training/part.js';
import type { Moved, StepRule } from '../../training/rules/step-rule.js';
import { literal } from '../describe-verdict.js';
import { claim, law, type Law } from './law.js';

const size = 2;
const u = 2 ** -53;
const finite = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ min: -100, max: 100, noNaN: true }));
const vector = fc.array(finite, { minLength: size, maxLength: size });

/** Where a rule is tried: θ, and what it sees in a few steps. */
interface Walk {
  readonly theta: readonly number[];
  readonly seen: readonly { readonly slope: readonly number[]; readonly loss: number }[];
  readonly eta: number;
}

const walks: fc.Arbitrary<Walk> = fc.record({
  theta: vector,
  seen: fc.array(fc.record({ slope: vector, loss: fc.double({ min: 0, max: 10, noNaN: true }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  eta: fc.constantFrom(0.001, 0.1, 1),
});

/** θ and memory after every step of a walk, from the beginning on. */
type Follow = (walk: Walk, start?: Moved<number>) => readonly Moved<number>[];

/**
 * The laws of a step rule, for each of its examples of a setting.
 *
 * - θ and memory keep their lengths, and nothing that was given is written to.
 * - Entries have no place: to exchange two entries of θ and of what is seen exchanges them in the result, bit
 *   for bit; for a residual rule in the first step, since what it remembers of pairs of entries is rounded in
 *   one order.
 * - A rule that says what sign changes do to its memory (`flipped`) walks the mirrored walk, bit for bit.
 * - No step is longer than the rule claims (`longestMove`).
 */
export function stepRuleLaws<S extends Setting>(rule: StepRule<S>): readonly Law[] {
  return rule.examples.flatMap((setting) => {
    const of = `${rule.name} ${literal(setting)}`;
    const follow = followOf(rule, setting);
    return [
      law(`${of}: θ and memory keep their lengths`, walks, (walk) => {
        const [start, ...rest] = follow(walk);
        for (const { theta, memory } of rest) {
          claim(theta.length === size, () => `${theta.length} entries of θ at ${literal(walk)}`);
          claim(memory.length === start.memory.length, () => `memory of ${memory.length}, then ${start.memory.length}`);
        }
      }),
      law(`${of}: entries have no place`, walks, (given) => {
        const walk = rule.needs === 'gradient' ? given : { ...given, seen: given.seen.slice(0, 1) };
        const exchanged = follow(changed(walk, (list) => list.toReversed())).at(-1);
        const plain = follow(walk).at(-1);
        assertSame(plain?.theta.toReversed(), exchanged?.theta, walk);
      }),
      law(`${of}: a mirrored walk is the mirror of the walk`, walks, (walk) => {
        assertMirrored(rule, setting, follow, walk);
      }),
      law(`${of}: no step is longer than claimed`, walks, (walk) => {
        const longest = rule.longestMove?.(setting, walk.eta, size) ?? null;
        if (longest === null) return;
        const all = follow(walk);
        all.slice(1).forEach(({ theta }, k) => {
          const before = all[k].theta;
          const moved = hypot(...theta.map((w, i) => w - before[i]));
          // A step is made of some ten roundings a coordinate, relative to itself, and one of θ.
          const rounding = 16 * u * (longest + hypot(...before) + hypot(...theta));
          const bound = longest / lengthKept(walk.seen[k].slope) + rounding;
          claim(moved <= bound, () => `a step of ${moved} > ${longest} at ${literal(walk)}`);
        });
      }),
    ];
  });
}

/**
 * The least that √(Σ gᵢ²), computed as it stands, can be of ‖g‖: each of n squares loses at most half of the
 * smallest number 2⁻¹⁰⁷⁴ to underflow, so √(1 − n·2⁻¹⁰⁷⁵/‖g‖²). 1 but for gradients near 10⁻¹⁵⁴ and smaller;
 * 0 where nothing may be left. A gradient of zeros, or of no numbers, loses nothing.
 */
function lengthKept(slope: readonly number[]): number {
  const norm = hypot(...slope);
  if (!(norm > 0)) return 1;
  const smallest = 2 ** -537 / norm;
  return Math.sqrt(Math.max(0, 1 - (slope.length * smallest * smallest) / 2));
}

function followOf<S extends Setting>(rule: StepRule<S>, setting: S): Follow {
  return ({ theta, seen, eta }, start) => {
    const step = stepOf(rule, setting);
    let state: Moved<number> = start ?? { theta, memory: step.memory };
    const all = [state];
    seen.forEach(({ slope, loss }, k) => {
      // Of its own: a case that is written into cannot be shrunk.
      const given = structuredClone({ state, slope });
      state = step.step(given.state, given.slope, loss, eta, k + 1);
      claim(literal(given) === literal({ state: all[k], slope }), () => 'what was given was written to');
      all.push(state);
    });
    return all;
  };
}

/**
 * A rule as a map from what it sees: a gradient and a loss, or one measurement of that slope and residual.
 */
function stepOf<S extends Setting>(rule: StepRule<S>, setting: S) {
  if (rule.needs === 'gradient') {
    const on = rule.on(float64, setting, size);
    return { memory: on.memory, flipped: on.flipped?.bind(on), step: on.step.bind(on) };
  }
  const on = rule.on(float64, setting, size, 0);
  return {
    memory: on.memory,
    flipped: on.flipped?.bind(on),
    step: (before: Moved<number>, slope: readonly number[], loss: number, eta: number, number: number) =>
      on.step(before, { loss, seen: loss, measurements: [{ residual: Math.sqrt(2 * loss), slope }] }, eta, number),
  };
}

function changed(walk: Walk, change: (list: readonly number[]) => readonly number[]): Walk {
  return {
    ...walk,
    theta: change(walk.theta),
    seen: walk.seen.map(({ slope, loss }) => ({ slope: change(slope), loss })),
  };
}

function assertMirrored<S extends Setting>(rule: StepRule<S>, setting: S, follow: Follow, walk: Walk): void {
  const { flipped } = stepOf(rule, setting);
  if (flipped === undefined) return;
  const signs = [-1, 1];
  const mirror = (list: readonly number[]) => list.map((value, k) => signs[k] * value);
  // One step first, so that there is something to remember.
  const [, first] = follow({ ...walk, seen: walk.seen.slice(0, 1) });
  const mirrored = follow(changed(walk, mirror), { theta: mirror(first.theta), memory: flipped(first.memory, signs) });
  const plain = follow(walk, first);
  assertSame(mirror(plain.at(-1)?.theta ?? []), mirrored.at(-1)?.theta, walk);
  assertSame(flipped(plain.at(-1)?.memory ?? [], signs), mirrored.at(-1)?.memory, walk);
}

/** Equal numbers; a zero may differ in its sign. */
function assertSame(wanted: readonly number[] | undefined, found: readonly number[] | undefined, walk: Walk): void {
  const same =
    wanted?.length === found?.length &&
    (wanted ?? []).every((value, k) => value === found?.[k] || (Number.isNaN(value) && Number.isNaN(found?.[k])));
  claim(same, () => `${literal(found)} in place of ${literal(wanted)} at ${literal(walk)}`);
}
