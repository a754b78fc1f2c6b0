import { kindOf, ModelError } from './model-error.js';

/** What the parameters must be, for messages. */
export const wanted = 'must be numbers, or arrays, plain objects, Maps, Float32Arrays or Float64Arrays of them';

/** A place in the parameters as the subject of a sentence. */
export function placeOf(at: string): string {
  if (at === '') return 'the parameters are';
  const entry = /^\[(\d+)\]$/.exec(at);
  return entry === null ? `${at} of the parameters is` : `entry ${entry[1]} of the parameters is`;
}

/** A path without the full stop it may begin with. */
export function pathFrom(at: string): string {
  return at.startsWith('.') ? at.slice(1) : at;
}

/** How many numbers, in words. */
export function counted(length: number): string {
  return length === 1 ? '1 number' : `${length} numbers`;
}

/** A place before what is said of it. */
export function where(at: string): string {
  return at === '' ? '' : `${pathFrom(at)}: `;
}

/** What became of a number that a model was given; null where it is still there. */
export function changed(now: unknown, before: number, at: string): string | null {
  if (Object.is(now, before)) return null;
  return `${where(at)}${numberText(before)} became ${typeof now === 'number' ? numberText(now) : kindOf(now)}`;
}

/** A number as it is written; a zero with its sign, which may be all that has changed. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** What became of a part of the parameters. */
export function becameOther(now: unknown, before: string, at: string): string {
  return `${where(at)}${before} became ${kindOf(now)}`;
}

/** A part of a gradient that is not what its parameters are. */
export function misfit(given: unknown, at: string, needed: string): ModelError {
  const entry = /^\[(\d+)\]$/.exec(at);
  const place = at === '' ? '' : `${entry === null ? pathFrom(at) : `entry ${entry[1]}`} of `;
  return new ModelError(`${place}the gradient is ${kindOf(given)}: it must be ${needed}`);
}

/** A gradient that lacks a part. */
export function missing(at: string, shape: string): ModelError {
  return new ModelError(`the gradient has no ${pathFrom(at)}: it must be ${shape}`);
}
