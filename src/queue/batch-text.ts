import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.js';
import { parsedJson } from '../base/parsed-json.js';
import { InputError } from '../base/input-error.js';
import { isSameKind, type Trial } from '../study/trial.js';

const batchSchema = z.strictObject({
  /** After so long the trials count as hung, from where a worker takes them. */
  milliseconds: z.number().min(0),
  /** What trials have in common. */
  kinds: z
    .array(z.strictObject({ experiment: z.string(), version: z.number(), setting: z.unknown(), rng: z.string() }))
    .max(10_000),
  /** Each trial's kind and seed. */
  trials: z.array(z.tuple([z.int().min(0), z.number()])).max(100_000),
});

/** A batch as whoever runs it takes it. */
export interface Batch {
  readonly trials: readonly Trial[];
  readonly milliseconds: number;
}

/** A batch as text: trials of one setting have it once. */
export function batchText({ trials, milliseconds }: Batch): string {
  const kinds: object[] = [];
  const places = new Map<string, number>();
  let before: Trial | null = null;
  let place = 0;
  const listed = trials.map((trial) => {
    if (before === null || !isSameKind(trial, before)) {
      const { experiment, version, setting, rng } = trial;
      const kind = { experiment, version, setting, rng };
      const text = canonicalJson(kind);
      place = places.get(text) ?? kinds.push(kind) - 1;
      places.set(text, place);
      before = trial;
    }
    return [place, trial.seed];
  });
  return canonicalJson({ milliseconds, kinds, trials: listed });
}

/** Reads a batch back. @throws InputError where the text is none */
export function readBatch(text: unknown): Batch {
  const read = batchSchema.safeParse(typeof text === 'string' ? parsedJson(text) : undefined);
  if (!read.success) throw new InputError('what stands in the queue is no batch of trials');
  const { kinds, trials, milliseconds } = read.data;
  return {
    milliseconds,
    trials: trials.map(([place, seed]) => {
      const kind = kinds.at(place);
      if (kind === undefined) throw new InputError('what stands in the queue is no batch of trials');
      return { ...kind, seed };
    }),
  };
}
