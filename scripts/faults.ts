/**
 * `npm run check:faults [-- SCENARIO… [--one] [--every K]]`: every call of the file system fails once, in a
 * run of the real program, and then the command runs again: the same bytes, or one line that says what to do.
 * With `--one` each call fails in one way, by turns, and not in all; with `--every K` one call in K does.
 * Prints a line a failure that is not taken well, and what was done. Then the power is cut after every call:
 * what was not synced is gone. Exit status 1 where there is one.
 */
import { errorsOf, referenceOf, wrongWith } from './faults/one-fault.js';
import { lostByPowerCuts, recorded, wrongAfterPowerCut } from './faults/power-cuts.js';
import { scenarioNamed, scenarios, type Scenario } from './faults/scenario.js';

const args = process.argv.slice(2);
const everyAt = args.indexOf('--every');
const every = everyAt < 0 ? 1 : Number(args[everyAt + 1]);
const names = args.filter((arg, k) => !arg.startsWith('--') && !(everyAt >= 0 && k === everyAt + 1));

/** Places at which the power is cut and the command then goes on. */
const cuts = args.includes('--one') ? 3 : 8;

let wrong = 0;
for (const scenario of names.length > 0 ? names.map(scenarioNamed) : scenarios) {
  const reference = referenceOf(scenario);
  let tried = 0;
  for (const [kind, count] of reference.counts) {
    const errors = errorsOf[kind] ?? [];
    for (let n = 1; n <= count; n += every) {
      const chosen = args.includes('--one') ? [errors[n % errors.length]] : errors;
      for (const error of chosen) {
        const fault = `${kind}:${n}:${error}`;
        const lines = wrongWith(reference, fault);
        tried++;
        if (lines.length > 0) wrong++;
        for (const line of lines) console.log(`${scenario.name} ${fault}: ${line}`);
      }
    }
  }
  const counts = [...reference.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
  console.log(`${scenario.name}: ${tried} failures tried; calls: ${counts}`);
  reference.start.remove();
  cutPower(scenario);
}
/** Cuts the power after every call of a run, and lets the command go on from some of them. */
function cutPower(scenario: Scenario): void {
  const run = recorded(scenario);
  const places = Array.from({ length: cuts }, (_, k) => Math.round((run.calls.length * (k + 1)) / (cuts + 1)));
  const lines = [...lostByPowerCuts(run), ...places.flatMap((k) => wrongAfterPowerCut(run, k))];
  wrong += lines.length;
  for (const line of lines) console.log(`${scenario.name}, power cut: ${line}`);
  console.log(
    `${scenario.name}: power cut after each of ${run.calls.length} calls, and gone on from after ${places.join(', ')}`,
  );
  run.place.remove();
}

console.log(wrong === 0 ? 'all were taken well' : `${wrong} were not taken well`);
process.exitCode = wrong === 0 ? 0 : 1;
