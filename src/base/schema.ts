import type { z } from 'zod';

/**
 * Reads a value: any zod schema. Its output is plain data.
 * @typeParam S what it gives
 */
export type Schema<S> = z.ZodType<S>;

/** Reads an object of named fields, and says which fields there are. */
export type FieldsSchema<S> = z.ZodObject & z.ZodType<S>;
