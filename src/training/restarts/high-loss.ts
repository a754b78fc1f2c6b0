import { z } from 'zod';
import { count, positive } from '../fields.js';
import type { Setting } from '../part.js';
import type { Restart } from './restart.js';

const name = 'high-loss';

/** Restarts from weights drawn anew where a loss is not small after some steps. */
export interface HighLossSetting extends Setting {
  readonly kind: typeof name;
  /** N: steps of an attempt before it can be given up. */
  readonly after: number;
  /** L: an attempt is given up at a training loss that is not below this. */
  readonly loss: number;
  /** K: how often; the attempt after the last restart is never given up. */
  readonly atMost: number;
}

/**
 * The restart rule: a run is a row of at most K + 1 attempts, each from weights drawn next from the run's
 * initialisation stream, with nothing remembered, its schedule at the beginning, on the samples that come
 * next. An attempt with others to come is given up
 *
 *     after step k   where   k ≥ N  and not  L_k < L
 *
 * Training losses decide and nothing else, and a NaN gives up. With L that of the stop rule this is the
 * cutoff of Luby, Sinclair & Zuckerman (1993, "Optimal speedup of Las Vegas algorithms"), except that a run
 * that is busy being right may finish.
 */
export const highLoss: Restart<HighLossSetting> = {
  name,
  says: 'starts again from weights drawn anew where a training loss is not small',
  sees: 'training',
  setting: z.strictObject({
    kind: z.literal(name).default(name),
    after: count.max(1e12).meta({ description: 'steps of an attempt before it can be given up' }),
    loss: positive.meta({ description: 'an attempt is given up at a training loss that is not below this' }),
    atMost: count.max(1e6).meta({ description: 'how often: the attempt after the last restart is never given up' }),
  }),
  examples: [
    { kind: name, after: 5, loss: 0.5, atMost: 3 },
    { kind: name, after: 1, loss: 1e-8, atMost: 100 },
  ],
  on(n, setting) {
    const [small, after, atMost] = [setting.loss, setting.after, setting.atMost].map((value) => n.fromNumber(value));
    // Not less is not greater: neither a step nor an attempt is NaN.
    return (attempt, step, reached) =>
      n.not(n.or(n.or(n.less(atMost, attempt), n.less(step, after)), n.less(reached, small)));
  },
};
