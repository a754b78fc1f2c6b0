import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.js';
import type { Trial } from '../experiments/training/trial.js';

/**
 * Who a trial is: the SHA-256 of its canonical JSON, in hexadecimal. Two trials with the same identity have
 * the same row, wherever and however often they are run; a queue can use it as a key.
 */
export function trialIdentity(trial: Trial): string {
  return createHash('sha256')
    .update(`{"backend":${textOf(trial.backend)},"recipe":${textOf(trial.recipe)},"rng":`)
    .update(`${JSON.stringify(trial.rng)},"seed":${trial.seed}}`)
    .digest('hex');
}

/** The texts of recipes and backends: thousands of trials share one object. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}
