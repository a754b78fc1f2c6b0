import { InputError, quoted } from '../base/input-error.js';
import { fieldOf } from '../base/json-object.js';
import type { RunStreams } from '../random/generator.js';
import type { Draws } from '../random/rng.js';
import type { Parameter } from '../units/parameter.js';
import { shippedParts, type Parts } from './parts.js';
import { isInterval, unitOf, type Recipe } from './recipe.js';

/** Draws an initial θ, as float64 whatever the backend. */
export type InitialDraw = (rng: Draws) => number[];

/**
 * How a recipe's initial θ is drawn: parameter by parameter in their turns. A parameter that the recipe does
 * not mention is drawn as the unit says. A recipe is read once for many draws.
 * @throws InputError where nobody says how a parameter is drawn
 */
export function initialDraw(recipe: Recipe, parts: Parts = shippedParts): InitialDraw {
  const { parameters } = unitOf(recipe, parts);
  const inTurns = parameters
    .map((parameter, place) => ({ parameter, place, turn: parameter.turn ?? 0 }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ parameter, place }) => {
      const given: unknown = fieldOf(recipe.initial, parameter.name) ?? parameter.initial;
      return { place, draw: parameterDraw(parameter, given, parts) };
    });
  return (rng) => {
    const drawn: (readonly number[])[] = [];
    for (const { place, draw } of inTurns) drawn[place] = draw(rng);
    const theta: number[] = [];
    for (const entries of drawn) for (const entry of entries) theta.push(entry);
    return theta;
  };
}

/** The initial θ that is drawn next. @throws InputError as `initialDraw` does */
export function initialTheta(recipe: Recipe, rng: Draws, parts: Parts = shippedParts): number[] {
  return initialDraw(recipe, parts)(rng);
}

/** The θ that a run starts from: drawn as often as its generator says, the last draw kept. */
export function firstDrawn(draw: InitialDraw, { initialisation, generator }: RunStreams): number[] {
  for (let k = 1; k < (generator.startDraws ?? 1); k++) draw(initialisation);
  return draw(initialisation);
}

/** The same of a recipe. @throws InputError as `initialDraw` does */
export function firstTheta(recipe: Recipe, streams: RunStreams, parts: Parts = shippedParts): number[] {
  return firstDrawn(initialDraw(recipe, parts), streams);
}

function parameterDraw({ name, shape }: Parameter, given: unknown, parts: Parts): (rng: Draws) => readonly number[] {
  // An interval alone is the argument of the first initialiser.
  if (isInterval(given)) {
    const [uniform] = parts.initialisers.entries;
    const interval = uniform.argument.parse(given);
    return (rng) => uniform.draw(interval, shape, rng);
  }
  const [[kind, argument] = ['', null]] = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  if (kind === '') throw new InputError(`initial: ${name}: ${quoted(given)}: must say how it is drawn`);
  const initialiser = parts.initialisers.get(kind);
  const parsed = initialiser.argument.parse(argument);
  return (rng) => initialiser.draw(parsed, shape, rng);
}
