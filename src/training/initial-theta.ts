import { InputError, quoted } from '../base/input-error.js';
import { fieldOf } from '../base/json-object.js';
import type { RunStreams } from '../random/generator.js';
import type { Draws } from '../random/rng.js';
import type { Parameter } from '../units/parameter.js';
import { shippedParts, type Parts } from './parts.js';
import { isInterval, unitOf, type Recipe } from './recipe.js';

/**
 * Draws the initial θ, parameter by parameter in their turns, as float64 whatever the backend. A parameter
 * that the recipe does not mention is drawn as the unit says.
 * @throws InputError where nobody says how a parameter is drawn
 */
export function initialTheta(recipe: Recipe, rng: Draws, parts: Parts = shippedParts): number[] {
  const { parameters } = unitOf(recipe, parts);
  const drawn: (readonly number[])[] = [];
  const inTurns = parameters.map((parameter, place) => ({ parameter, place, turn: parameter.turn ?? 0 }));
  for (const { parameter, place } of inTurns.toSorted((a, b) => a.turn - b.turn)) {
    const given: unknown = fieldOf(recipe.initial, parameter.name) ?? parameter.initial;
    drawn[place] = drawParameter(parameter, given, rng, parts);
  }
  return drawn.flat();
}

/**
 * The θ that a run starts from: drawn as often as its generator says, the last draw kept.
 * @throws InputError as `initialTheta` does
 */
export function firstTheta(recipe: Recipe, streams: RunStreams, parts: Parts = shippedParts): number[] {
  const draw = () => initialTheta(recipe, streams.initialisation, parts);
  for (let k = 1; k < (streams.generator.startDraws ?? 1); k++) draw();
  return draw();
}

function drawParameter({ name, shape }: Parameter, given: unknown, rng: Draws, parts: Parts): readonly number[] {
  // An interval alone is the argument of the first initialiser.
  if (isInterval(given)) {
    const [uniform] = parts.initialisers.entries;
    return uniform.draw(uniform.argument.parse(given), shape, rng);
  }
  const [[kind, argument] = ['', null]] = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  if (kind === '') throw new InputError(`initial: ${name}: ${quoted(given)}: must say how it is drawn`);
  const initialiser = parts.initialisers.get(kind);
  return initialiser.draw(initialiser.argument.parse(argument), shape, rng);
}
