import { square } from '../../numeric/elementary/square.js';
import { relu } from './plain-model.js';

export const none = (params: readonly number[]) => params.map(() => 0);
export const clamp = (x: number) => Math.min(1, Math.max(-1, x));
export const sorted = (x: readonly number[]) => x.toSorted((a, b) => a - b);
export const median = (x: readonly number[]) => sorted(x)[(x.length - 1) / 2];

/** ½(v·relu(Wx) − 0.4)² for x = (1, −1) and two hidden units; at equal weights a unit's input is 0. */
export const reluNetwork = ([a, b, c, d, v, w]: readonly number[]) =>
  square(v * relu(a - b) + w * relu(c - d) - 0.4) / 2;
