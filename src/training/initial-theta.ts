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
 * not mention is drawn as the unit says. The recipe is read at the first draw, once for all: of a run that is
 * given its weights nobody may say how they are drawn, and the draw throws InputError.
 */
export function initialDraw(recipe: Recipe, parts: Parts = shippedParts): InitialDraw {
  let inTurns: readonly PlacedDraw[] | undefined;
  return (rng) => {
    inTurns ??= drawsInTurn(recipe, parts);
    const drawn: (readonly number[])[] = [];
    for (const { place, draw } of inTurns) drawn[place] = draw(rng);
    const theta: number[] = [];
    for (const entries of drawn) for (const entry of entries) theta.push(entry);
    return theta;
  };
}

/** How the parameter at a place is drawn. */
interface PlacedDraw {
  readonly place: number;
  readonly draw: (rng: Draws) => readonly number[];
}

function drawsInTurn(recipe: Recipe, parts: Parts): readonly PlacedDraw[] {
  return unitOf(recipe, parts)
    .parameters.map((parameter, place) => ({ parameter, place, turn: parameter.turn ?? 0 }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ parameter, place }) => {
      const given: unknown = fieldOf(recipe.initial, parameter.name) ?? parameter.initial;
      return { place, draw: parameterDraw(parameter, given, parts) };
    });
}

/** The initial θ that is drawn next. @throws InputError where nobody says how a parameter is drawn */
export function initialTheta(recipe: Recipe, rng: Draws, parts: Parts = shippedParts): number[] {
  return initialDraw(recipe, parts)(rng);
}

/** The θ that a run starts from: drawn as often as its generator says, the last draw kept. */
export function firstDrawn(draw: InitialDraw, { initialisation, generator }: RunStreams): number[] {
  for (let k = 1; k < (generator.startDraws ?? 1); k++) draw(initialisation);
  return draw(initialisation);
}

/** The same of a recipe. @throws InputError where nobody says how a parameter is drawn */
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
