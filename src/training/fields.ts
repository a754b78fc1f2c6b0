import { z } from 'zod';

/** Fields that several parts of a recipe share. */
export const positive = z.number().positive();
export const count = z.int().min(1);
/** In [0, 1). */
export const share = z.number().min(0).lt(1);
export const longestStep = positive.nullable().meta({ description: 'δ: no step is longer; null for no limit' });

/** An interval [low, high]. */
export const interval = z
  .tuple([z.number(), z.number()])
  .readonly()
  .refine(([low, high]) => low <= high, { error: 'the first number must not be greater than the second' });
