import { fieldOf } from '../base/json-object.js';
import { float64 } from '../numeric/backends/float64.js';
import type { Named, Registry } from '../base/registry.js';
import { thetaLength } from '../units/parameter.js';
import { isOneInterval } from './input-range.js';
import { entryOf, kindOf } from './part.js';
import type { Parts } from './parts.js';
import { penaltiesOf } from './rates.js';
import { isInterval, unitOf, type Recipe } from './recipe.js';
import type { Misfit } from './tasks/task.js';

/** What the parts of a recipe ask of each other, and do not get. Each field alone is right. */
export function misfitsOf(recipe: Recipe, parts: Parts): readonly Misfit[] {
  const task = entryOf(parts.tasks, recipe.task);
  const ofTask = task
    .misfits(recipe.task, recipe.evaluation.seed)
    .map(({ path, message }) => ({ path: ['task', ...path], message }));
  return [
    ...ofUnit(recipe, parts),
    ...ofPenalties(recipe, parts),
    ...ofRule(recipe, parts),
    ...ofReflection(recipe, parts),
    ...ofTask,
    ...ofEvaluation(recipe, parts),
  ];
}

function ofEvaluation({ task: setting, evaluation }: Recipe, parts: Parts): readonly Misfit[] {
  const task = entryOf(parts.tasks, setting);
  const { sets, extrapolation } = evaluation;
  return collect((refuse) => {
    const takes = task.takesRanges === true || isOneInterval(extrapolation);
    refuse(!takes, ['evaluation', 'extrapolation'], `${task.name} takes an interval [low, high]`);
    if (sets === undefined) return;
    const { name, largestSeed } = parts.generators.get(sets.rng);
    for (const of of ['interpolation', 'extrapolation'] as const) {
      refuse(sets[of] > largestSeed, ['evaluation', 'sets', of], `${name} takes seeds from 0 to ${largestSeed}`);
    }
  });
}

function ofPenalties(recipe: Recipe, parts: Parts): readonly Misfit[] {
  const { unit, sizes, options } = unitOf(recipe, parts);
  const known = Object.keys(unit.on(float64, sizes, options).penalties ?? {});
  const offered = known.length === 0 ? 'has none' : `has only ${known.join(', ')}`;
  const needsGradient = entryOf(parts.stepRules, recipe.stepRule).needs === 'gradient';
  return collect((refuse) => {
    penaltiesOf(recipe).forEach(({ penalty }, k) => {
      const path = ['penalties', String(k), 'penalty'];
      refuse(!known.includes(penalty), path, `${unit.name} ${offered}`);
      refuse(!needsGradient, path, `${kindOf(recipe.stepRule)} sees residuals, to which no penalty can be added`);
    });
  });
}

type Refuse = (wrong: boolean, path: readonly string[], message: string) => void;

function collect(look: (refuse: Refuse) => void): readonly Misfit[] {
  const misfits: Misfit[] = [];
  look((wrong, path, message) => {
    if (wrong) misfits.push({ path, message });
  });
  return misfits;
}

function ofUnit(recipe: Recipe, parts: Parts): readonly Misfit[] {
  const { unit, sizes, options, parameters } = unitOf(recipe, parts);
  const loss = entryOf(parts.losses, recipe.loss);
  return collect((refuse) => {
    const polar = unit.on(float64, sizes, options).polar !== undefined;
    refuse(
      loss.sees === 'polar' && !polar,
      ['loss'],
      `asks for a polar form, which only these units have: ${polarUnits(recipe, parts)}`,
    );
    const offered = unit.gradients.join(', ');
    refuse(!unit.gradients.includes(recipe.gradient), ['gradient'], `${unit.name} has only the gradients: ${offered}`);
    for (const name of Object.keys(recipe.initial)) {
      const known = parameters.map((parameter) => parameter.name);
      refuse(!known.includes(name), ['initial', name], `${unit.name} has only the parameters: ${known.join(', ')}`);
    }
    for (const { name, shape, initial } of parameters) {
      const given = fieldOf(recipe.initial, name);
      refuse(given === undefined && initial === undefined, ['initial', name], `how is ${name} drawn?`);
      if (given === undefined || isInterval(given)) continue;
      for (const kind of Object.keys(given)) {
        const { dimensions } = parts.initialisers.get(kind);
        const wrong = dimensions !== null && dimensions !== shape.length;
        refuse(
          wrong,
          ['initial', name],
          `${kind} takes ${String(dimensions)} dimensions, and ${name} has ${shape.length}`,
        );
      }
    }
  });
}

function ofRule(recipe: Recipe, parts: Parts): readonly Misfit[] {
  const rule = entryOf(parts.stepRules, recipe.stepRule);
  const { outputs } = entryOf(parts.tasks, recipe.task).sizes(recipe.task);
  return collect((refuse) => {
    if (rule.needs !== 'residuals') return;
    refuse(outputs !== 1, ['stepRule', 'kind'], `${rule.name} takes tasks with one output`);
    refuse(recipe.batch > 1, ['batch'], `${rule.name} takes one sample a step`);
    refuse(recipe.clipping !== null, ['clipping'], `${rule.name} has no gradient to clip`);
  });
}

function ofReflection(recipe: Recipe, parts: Parts): readonly Misfit[] {
  if (recipe.reflection === null) return [];
  const { unit, sizes, options, parameters } = unitOf(recipe, parts);
  const rule = entryOf(parts.stepRules, recipe.stepRule);
  const size = thetaLength(parameters);
  return collect((refuse) => {
    const on = unit.on(float64, sizes, options);
    const turns = on.polar !== undefined && on.signGroups !== undefined;
    refuse(!turns, ['reflection'], `only these units have signs to turn: ${signedUnits(recipe, parts)}`);
    refuse(sizes.outputs !== 1, ['reflection'], 'takes tasks with one output');
    refuse(recipe.batch > 1, ['reflection'], 'takes one sample a step');
    const step =
      rule.needs === 'residuals'
        ? rule.on(float64, recipe.stepRule, size, recipe.decay)
        : rule.on(float64, recipe.stepRule, size);
    const message = `does not go with ${kindOf(recipe.stepRule)}, whose memory has the old sign`;
    refuse(step.flipped === undefined, ['reflection'], message);
  });
}

/** The units that can do something with no options given, for a message. */
function capable<E extends Named>(known: Registry<E>, can: (entry: E) => boolean): string {
  return known.entries
    .filter(can)
    .map(({ name }) => name)
    .join(', ');
}

function polarUnits(recipe: Recipe, parts: Parts): string {
  return capable(parts.units, ({ name }) => onFloat64(recipe, parts, name)?.polar !== undefined);
}

function signedUnits(recipe: Recipe, parts: Parts): string {
  return capable(parts.units, ({ name }) => onFloat64(recipe, parts, name)?.signGroups !== undefined);
}

/** A unit with its standard options; null where it has none. */
function onFloat64(recipe: Recipe, parts: Parts, name: string) {
  const unit = parts.units.get(name);
  const options = unit.options.safeParse({});
  if (!options.success) return null;
  const { sizes } = unitOf({ ...recipe, unit: name }, parts);
  return unit.on(float64, sizes, options.data);
}
