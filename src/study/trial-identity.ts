import { hash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.js';
import { isJsonObject } from '../base/json-object.js';
import type { Trial } from './trial.js';

/**
 * Of the rows' own format: what `encodeRow` makes of a cell. To be raised whenever rows of two formats could
 * stand in one journal.
 */
const rowFormat = 1;

/**
 * Who a trial is: the SHA-256 of its canonical JSON, in hexadecimal. Two trials with the same identity have
 * the same row, wherever and however often they are run; a queue can use it as a key.
 */
export function trialIdentity({ experiment, version, setting, rng, seed }: Trial): string {
  const who = `{"experiment":${JSON.stringify(experiment)},"format":${rowFormat},"rng":${JSON.stringify(rng)},`;
  return hash('sha256', `${who}"seed":${seed},"setting":${textOf(setting)},"version":${version}}`, 'hex');
}

/** The texts of settings: thousands of trials share one object. */
const texts = new WeakMap<object, string>();

function textOf(value: unknown): string {
  if (!isJsonObject(value)) return canonicalJson(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}
