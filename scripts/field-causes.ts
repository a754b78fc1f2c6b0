/**
 * Writes docs/field-failures.md: why runs of `studies/field/division` fail. A cause is looked for in every
 * run that did not learn; the run goes on without it, and recovers or does not.
 *
 *     npm run field-causes        runs the study first, or goes on with it; its tables lie in reports/field
 */
import { writeFileSync } from 'node:fs';
import { causes } from './field/causes.js';
import { counterfactual, type Counterfactual } from './field/counterfactuals.js';
import { readStuckRuns, type StuckRun } from './field/stuck-runs.js';
import { rateText, runShippedStudy } from './shipped-study.js';

const study = 'division';
/** A cause names runs where so many of those that have it recover without it. */
const least = 0.9;

runShippedStudy(`field/${study}`, 'reports');
const stuck = await readStuckRuns(`reports/field/${study}`);
const failing = [...stuck].filter(([, runs]) => runs.length > 0);
const chapters = failing.map(([module, runs]) => chapterOf(module, runs));
writeFileSync('docs/field-failures.md', pageOf(chapters));

function chapterOf(module: string, runs: readonly StuckRun[]): string {
  const seen = causes.map((cause) => counterfactual(cause, runs)).filter(({ had }) => had.length > 0);
  const named = nameRuns(runs, seen);
  const rows = seen.map((one) => {
    const { cause, had, recovered } = one;
    const name = isNamed(one) ? rateText(named.get(cause.name)?.length ?? 0, runs.length) : '–';
    return `| ${cause.name} | ${had.length} | ${recovered.size} | ${rateText(recovered.size, had.length)} | ${name} |`;
  });
  const unknown = named.get('unknown')?.length ?? 0;
  return `## ${module}

${runs.length} runs did not learn.

| cause | had it | recovered | share | named |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}
| unknown |  |  |  | ${rateText(unknown, runs.length)} |
`;
}

function isNamed({ had, recovered }: Counterfactual): boolean {
  return recovered.size >= least * had.length;
}

/** Each run by the first cause that it has and that names runs. */
function nameRuns(runs: readonly StuckRun[], seen: readonly Counterfactual[]): ReadonlyMap<string, StuckRun[]> {
  const names = new Map<string, StuckRun[]>();
  for (const run of runs) {
    const name = seen.find((one) => isNamed(one) && one.had.includes(run))?.cause.name ?? 'unknown';
    names.set(name, [...(names.get(name) ?? []), run]);
  }
  return names;
}

function pageOf(parts: readonly string[]): string {
  return `# Why the field's modules fail to divide

<!-- Written by \`npm run field-causes\`; edit scripts/field-causes.ts. -->

Every run of [\`division\`](field-results.md) that did not learn, from the weights that it is judged by. A cause is taken away
there, and the run trains on for as many steps as it had, on samples that it has not seen. It has recovered where it has
learned then, by the study's own criterion. A cause names the runs that have it where at least ${100 * least} % of them recover; a
run that has several has the name of the first, in the order of the table. Intervals are Wilson's, of 95 %.

${causes.map(({ name, says }) => `- **${name}**: ${says}.`).join('\n')}

${parts.join('\n')}`;
}
