import fc, { type Arbitrary } from 'fast-check';
import type { Registry } from '../base/registry.js';
import { float64 } from '../numeric/backends/float64.js';
import { xoroshiro128plus } from '../random/generators/xoroshiro128plus.js';
import { misfitsOf } from '../training/misfits.js';
import { entryOf, type Choice, type Part, type Setting } from '../training/part.js';
import { shippedParts, type Parts } from '../training/parts.js';
import { unitOf, type InitialSetting, type Recipe } from '../training/recipe.js';
import { sgd, type SgdSetting } from '../training/rules/sgd.js';
import { acceptedShare, monomials, type MonomialTask } from '../training/tasks/monomials.js';
import type { Sizes, Unit } from '../units/unit.js';

/**
 * Shapes I, H, O from 1×1×1 to 4×4×3; shrinks towards the smallest, with the essay's 2×2×1 among the likely
 * ones.
 */
export function arbitraryShape(): Arbitrary<Sizes> {
  const essay: Sizes = { inputs: 2, hidden: 2, outputs: 1 };
  const any = fc.record({
    inputs: fc.integer({ min: 1, max: 4 }),
    hidden: fc.integer({ min: 1, max: 4 }),
    outputs: fc.integer({ min: 1, max: 3 }),
  });
  return fc.oneof({ weight: 2, arbitrary: any }, { weight: 1, arbitrary: fc.constant(essay) });
}

/** Plain gradient descent with every combination of clipping (from tight to wide), nz and mantissa. */
export function arbitrarySgd(): Arbitrary<SgdSetting> {
  return fc.constantFrom(...sgd.examples);
}

/** A setting of one of these parts: the part first, then one of its examples. */
export function arbitrarySetting<S extends Setting>(known: Pick<Registry<Part<S>>, 'entries'>): Arbitrary<S> {
  return fc.constantFrom(...known.entries).chain(({ examples }) => fc.constantFrom(...examples));
}

/** Every step rule: plain descent as often as the others together. */
export function arbitraryStepRule(parts: Parts = shippedParts): Arbitrary<Setting> {
  const others = parts.stepRules.entries.filter(({ name }) => name !== sgd.name);
  return fc.oneof(arbitrarySgd(), arbitrarySetting({ entries: others }));
}

/**
 * Tasks for a shape: the quotient, and monomials with small integer exponents; where `positive`, fractional
 * exponents too. Ranges are positive, mixed and wide; about half the tasks reject large targets.
 */
export function arbitraryTask({ inputs, outputs }: Sizes): Arbitrary<MonomialTask> {
  const rows = (exponent: Arbitrary<number>) =>
    fc.array(fc.array(exponent, { minLength: inputs, maxLength: inputs }), { minLength: outputs, maxLength: outputs });
  const quotientLike = Array.from({ length: outputs }, () =>
    Array.from({ length: inputs }, (_, i) => (i === 0 ? 1 : i === 1 ? -1 : 0)),
  );
  const whole: Arbitrary<MonomialTask> = fc.record({
    kind: fc.constant<'monomials'>('monomials'),
    exponents: fc.oneof(rows(fc.integer({ min: -3, max: 3 })), fc.constant(quotientLike)),
    range: fc.constantFrom([0, 10] as const, [-10, 10] as const, [1, 2] as const, [0.001, 1000] as const),
    signs: fc.constantFrom('drawn', 'random'),
    largestTarget: fc.constantFrom(null, 1.879, 50),
  });
  const fractional: Arbitrary<MonomialTask> = fc.record({
    kind: fc.constant<'monomials'>('monomials'),
    exponents: rows(fc.constantFrom(0.5, -0.5, 1.5, 0, 1)),
    range: fc.constantFrom([0, 10] as const, [1, 2] as const),
    signs: fc.constant('drawn'),
    largestTarget: fc.constant(null),
  });
  // One sample in a hundred must be accepted: rarer ones make a run wait, and a million rejections in a row
  // end it.
  const isEasilySampled = (task: MonomialTask) => acceptedShare(task, xoroshiro128plus(0), 500) > 0.02;
  return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: fractional }).filter(isEasilySampled);
}

/** A task and a shape for it: often monomials, else an example of another task, as one run has it. */
function arbitraryShapedTask(parts: Parts): Arbitrary<{ readonly shape: Sizes; readonly task: Setting }> {
  const powers = arbitraryShape().chain((shape) =>
    fc.record({ shape: fc.constant(shape), task: arbitraryTask(shape) }),
  );
  const others = parts.tasks.entries.filter(({ name }) => name !== monomials.name);
  if (others.length === 0) return powers;
  const example = fc
    .record({ entry: fc.constantFrom(...others), hidden: fc.integer({ min: 1, max: 4 }), seed: fc.nat() })
    .chain(({ entry, hidden, seed }) =>
      fc.constantFrom(...entry.examples).map((setting) => ({
        shape: { ...entry.sizes(setting), hidden },
        task: entry.ofRun?.(setting, xoroshiro128plus(seed)) ?? setting,
      })),
    );
  return fc.oneof({ weight: 4, arbitrary: powers }, { weight: 1, arbitrary: example });
}

/** The parts of a recipe that are not always there. */
function arbitraryParts(parts: Parts) {
  const optional = <S extends Setting>(known: Registry<Part<S>>) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: arbitrarySetting(known) });
  return fc.record({
    loss: arbitrarySetting<Setting>(parts.losses).map((setting): Choice =>
      Object.keys(setting).length === 1 ? setting.kind : setting,
    ),
    schedule: arbitrarySetting(parts.schedules),
    clipping: optional(parts.clippings),
    batch: fc.constantFrom(1, 1, 3),
    reflection: fc.constantFrom(null, { memory: 0.75 }),
    decay: fc.constantFrom(0, 0, 0.03),
    stop: optional(parts.stops),
    restart: optional(parts.restarts),
  });
}

/**
 * Every unit, with any of its options. Those that have signs to turn are a third or more: few units have, and
 * reflection is drawn with no other.
 */
function arbitraryUnit(shape: Sizes, parts: Parts): Arbitrary<Choice> {
  const examplesOf = (unit: Unit): readonly unknown[] => unit.examples ?? [unit.options.parse({})];
  const turning = parts.units.entries.filter((unit) =>
    examplesOf(unit).some((options) => unit.on(float64, shape, options).signGroups !== undefined),
  );
  const oneOf = (known: readonly Unit[]): Arbitrary<Choice> =>
    fc
      .constantFrom(...known)
      .chain((unit) => fc.constantFrom(...examplesOf(unit)).map((options) => choiceOf(unit.name, options)));
  const any = { weight: 2, arbitrary: oneOf(parts.units.entries) };
  return turning.length === 0 ? any.arbitrary : fc.oneof(any, { weight: 1, arbitrary: oneOf(turning) });
}

/** As a recipe has it: the name alone where there are no options. */
function choiceOf(kind: string, options: unknown): Choice {
  const fields = Object.entries(options ?? {});
  return fields.length === 0 ? kind : { ...Object.fromEntries(fields), kind };
}

/** How every parameter of the recipe's unit is drawn. */
function arbitraryInitial(recipe: Pick<Recipe, 'unit' | 'task' | 'hidden'>, parts: Parts) {
  const each = unitOf(recipe, parts).parameters.map(({ name, shape }, position) => {
    const fitting = parts.initialisers.entries.filter(
      ({ dimensions }) => dimensions === null || dimensions === shape.length,
    );
    const named = fc
      .constantFrom(...fitting)
      .chain((entry) =>
        fc.constantFrom(...entry.examples).map((argument): InitialSetting => ({ [entry.name]: argument })),
      );
    // Zeros in a first layer leave little to train.
    const last = position === 0 ? ([-1, 1] as const) : ([0, 0] as const);
    const interval = fc.constantFrom<InitialSetting[]>([-1, 1], [0.5, 0.5], [-10, 0], [-3, 3], last);
    return fc
      .oneof({ weight: 3, arbitrary: interval }, { weight: 1, arbitrary: named })
      .map((drawn) => [name, drawn] as const);
  });
  return fc.tuple(...each).map((drawn): Recipe['initial'] => Object.fromEntries(drawn));
}

/**
 * Recipes of any unit, shape, task, gradient and step rule, with and without every other part, short enough
 * to run by the dozen: at most `longest` steps. Learning rates reach from gentle to explosive, so that
 * training meets infinities and NaN. What does not go together is left out: reflection first, then whatever
 * else `misfitsOf` names.
 */
export function arbitraryRecipe(longest = 60, parts: Parts = shippedParts): Arbitrary<Recipe> {
  return arbitraryShapedTask(parts)
    .chain(({ shape, task }) =>
      arbitraryUnit(shape, parts).chain((unit) =>
        fc.record({
          optional: arbitraryParts(parts),
          rest: fc.record({
            name: fc.constant('generated'),
            unit: fc.constant(unit),
            hidden: fc.constant(shape.hidden),
            task: fc.constant(task),
            initial: arbitraryInitial({ unit, task, hidden: shape.hidden }, parts),
            gradient: fc.constantFrom(...entryOf(parts.units, unit).gradients),
            learningRate: fc.constantFrom(0.1, 0.001, 1, 30),
            stepRule: arbitraryStepRule(parts),
            steps: fc.integer({ min: 0, max: longest }),
            evaluation: fc.constantFrom(undefined, ...parts.judges.names).map((judge) => ({
              ...{ interval: 10, samples: 20, seed: 0, extrapolation: [10, 20] as const, criterion: 1e-5 },
              ...(judge === undefined ? {} : { judge }),
            })),
          }),
        }),
      ),
    )
    .map(({ optional, rest }): Recipe => fitting({ ...rest, ...optional }, parts))
    .filter((recipe) => misfitsOf(recipe, parts).length === 0);
}

/**
 * The recipe without what does not go with the rest of it. Where single samples make reflection fit, that is
 * what there is.
 */
function fitting(drawn: Recipe, parts: Parts): Recipe {
  const fieldsOf = (recipe: Recipe) => new Set(misfitsOf(recipe, parts).map(({ path }) => path[0]));
  const single = { ...drawn, batch: 1 };
  const reflects = drawn.reflection !== null && !fieldsOf(single).has('reflection');
  const recipe = reflects ? single : drawn;
  const fields = fieldsOf(recipe);
  const { reflection } = recipe;
  const ofOutput = parts.losses.entries.find(({ sees }) => sees === 'output');
  return {
    ...recipe,
    reflection: fields.has('reflection') ? null : reflection,
    batch: fields.has('batch') ? 1 : recipe.batch,
    clipping: fields.has('clipping') ? null : recipe.clipping,
    loss: fields.has('loss') && ofOutput !== undefined ? ofOutput.name : recipe.loss,
  };
}
