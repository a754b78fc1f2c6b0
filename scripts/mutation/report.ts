import { readFileSync } from 'node:fs';
import { z } from 'zod';

const position = z.object({ line: z.number(), column: z.number() });
const location = z.object({ start: position, end: position });
const mutant = z.looseObject({
  location,
  replacement: z.string().optional(),
  status: z.string(),
});

/** What of a report of Stryker's is used here; the rest is kept as it is. */
const reportSchema = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.string(), mutants: z.array(mutant) })),
});

/** Mutants by the file they are in, lines and columns from 1. */
export type MutationReport = z.infer<typeof reportSchema>;
export type Mutant = z.infer<typeof mutant>;
export type Location = z.infer<typeof location>;

export function readReport(file: string): MutationReport {
  return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** No test killed it: the tests that reach it passed, or none reaches it. */
export const isSurvivor = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';
