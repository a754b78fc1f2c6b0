/**
 * Writes docs/field-failures.md: why runs of `studies/field/division` fail. A cause is looked for in every
 * run that did not learn; the run goes on without it, and recovers or does not. Runs the study first, or goes
 * on with it; its tables lie in reports/field.
 *
 *     npm run field-causes [-- --rounded]        with runs in float32 as well, which take 10 s each
 */
import { writeFileSync } from 'node:fs';
import { causes } from './field/causes.js';
import { counterfactual, type Counterfactual } from './field/counterfactuals.js';
import { readJudgedRuns, type JudgedRun } from './field/judged-runs.js';
import { roundedRuns } from './field/rounded-runs.js';
import { markdownTable } from './markdown-table.js';
import { rateText, runShippedStudy } from './shipped-study.js';

const study = 'division';
const folder = `reports/field/${study}`;
/** A cause names runs where so many of those that have it recover without it. */
const least = 0.9;
/** So many runs of each kind are made again in float32. */
const rounded = 20;

const roundedSays = `Up to ${rounded} runs that failed and ${rounded} that did not, at equal distances among a module's, are made again with every
operation rounded to float32, by the backend of [\`examples/plugin\`](../examples/plugin/README.md).

`;

runShippedStudy(`field/${study}`, 'reports');
const modules = await readJudgedRuns(folder);
const withRounded = process.argv.includes('--rounded');
const chapters: string[] = [];
for (const [module, runs] of modules) {
  const failing = runs.filter(({ hasLearned }) => !hasLearned);
  const chapter = [`## ${module}`, failing.length === 0 ? 'Every run learned.' : causesOf(failing)];
  if (withRounded) chapter.push(await roundedOf(runs));
  chapters.push(chapter.join('\n\n'));
}
writeFileSync('docs/field-failures.md', pageOf(chapters));

function causesOf(runs: readonly JudgedRun[]): string {
  const seen = causes.map((cause) => counterfactual(cause, runs)).filter(({ had }) => had.length > 0);
  const named = nameRuns(runs, seen);
  const rows = seen.map((one) => {
    const { cause, had, recovered } = one;
    const name = isNamed(one) ? rateText(named.get(cause.name)?.length ?? 0, runs.length) : '–';
    return [cause.name, ...[had.length, recovered.size].map(String), rateText(recovered.size, had.length), name];
  });
  const unknown = ['unknown', '', '', '', rateText(named.get('unknown')?.length ?? 0, runs.length)];
  const table = markdownTable(['cause', 'had it', 'recovered', 'share', 'named'], [...rows, unknown]);
  return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} did not learn.\n\n${table.join('\n')}`;
}

/** Of failing runs and of successful ones, how many end in float32 as they do in float64. */
async function roundedOf(runs: readonly JudgedRun[]): Promise<string> {
  const texts: string[] = [];
  for (const [says, kind] of [
    ['did not learn', false],
    ['learned', true],
  ] as const) {
    const those = runs.filter(({ hasLearned }) => hasLearned === kind);
    if (those.length === 0) continue;
    const { made, same } = await roundedRuns(those, rounded, `${folder}-float32.jsonl`);
    texts.push(`of ${made} that ${says}, ${same} did so again`);
  }
  return `With every operation rounded to float32: ${texts.join('; ')}.`;
}

function isNamed({ had, recovered }: Counterfactual): boolean {
  return recovered.size >= least * had.length;
}

/** Each run by the first cause that it has and that names runs. */
function nameRuns(runs: readonly JudgedRun[], seen: readonly Counterfactual[]): ReadonlyMap<string, JudgedRun[]> {
  const names = new Map<string, JudgedRun[]>();
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

Distances of ⅓ and 1/20 were chosen after these runs had been seen.

${withRounded ? roundedSays : ''}${parts.join('\n\n')}
`;
}
