import { InputError, quoted } from '../base/input-error.js';
import { fieldOf } from '../base/json-object.js';
import type { RunStreams } from '../random/generator.js';
import type { Draws } from '../random/rng.js';
import { entryCount, thetaLength, type Parameter } from '../units/parameter.js';
import { shippedParts, type Parts } from './parts.js';
import { isInterval, unitOf, type Recipe } from './recipe.js';

/** Draws an initial θ, as float64 whatever the backend. */
export type InitialDraw = (rng: Draws) => number[];

/**
 * How a recipe's initial θ is drawn: parameter by parameter in their turns. A parameter that the recipe does
 * not mention is drawn as the unit says. The recipe is read at the first draw, once for all: of a run that is
 * given its weights nobody may say how they are drawn, and the draw throws InputError; so it does where an
 * initialiser gives more or fewer entries than its parameter has.
 */
export function initialDraw(recipe: Recipe, parts: Parts = shippedParts): InitialDraw {
  let inTurns: readonly PlacedDraw[] | undefined;
  return (rng) => {
    inTurns ??= drawsInTurn(recipe, parts);
    const theta: number[] = [];
    for (const { name, at, count, draw } of inTurns) {
      const entries = draw(rng);
      if (entries.length !== count) {
        throw new InputError(`initial: ${name}: ${entries.length} entries were drawn, of ${count}`);
      }
      for (let k = 0; k < entries.length; k++) theta[at + k] = entries[k];
    }
    return theta;
  };
}

/** How the parameter is drawn whose entries of θ stand from a place on. */
interface PlacedDraw {
  readonly name: string;
  readonly at: number;
  readonly count: number;
  readonly draw: (rng: Draws) => readonly number[];
}

function drawsInTurn(recipe: Recipe, parts: Parts): readonly PlacedDraw[] {
  const { parameters } = unitOf(recipe, parts);
  return parameters
    .map((parameter, place) => ({ parameter, at: thetaLength(parameters.slice(0, place)), turn: parameter.turn ?? 0 }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ parameter, at }) => {
      const given: unknown = fieldOf(recipe.initial, parameter.name) ?? parameter.initial;
      return { name: parameter.name, at, count: entryCount(parameter), draw: parameterDraw(parameter, given, parts) };
    });
}

/** The initial θ that is drawn next. @throws InputError as the draw of `initialDraw` does */
export function initialTheta(recipe: Recipe, rng: Draws, parts: Parts = shippedParts): number[] {
  return initialDraw(recipe, parts)(rng);
}

/** The θ that a run starts from: drawn as often as its generator says, the last draw kept. */
export function firstDrawn(draw: InitialDraw, { initialisation, generator }: RunStreams): number[] {
  for (let k = 1; k < (generator.startDraws ?? 1); k++) draw(initialisation);
  return draw(initialisation);
}

/** The same of a recipe. @throws InputError as the draw of `initialDraw` does */
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
