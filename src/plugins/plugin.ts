import type { Backend } from '../numeric/backend.js';
import type { Generator } from '../random/generator.js';
import type { Clipping } from '../training/clippings/clipping.js';
import type { Initialiser } from '../training/initialisers/initialiser.js';
import type { Loss } from '../training/losses/loss.js';
import type { Restart } from '../training/restarts/restart.js';
import type { StepRule } from '../training/rules/step-rule.js';
import type { Schedule } from '../training/schedules/schedule.js';
import type { Stop } from '../training/stops/stop.js';
import type { Task } from '../training/tasks/task.js';
import type { Unit } from '../units/unit.js';

/** Entries from outside, set by set: what a catalogue can take. No name may be taken already. */
export interface Plugin {
  /** What messages call it; the file's name where not given. */
  readonly name?: string;
  readonly units?: readonly Unit[];
  readonly losses?: readonly Loss[];
  readonly stepRules?: readonly StepRule[];
  readonly clippings?: readonly Clipping[];
  readonly tasks?: readonly Task[];
  readonly initialisers?: readonly Initialiser[];
  readonly schedules?: readonly Schedule[];
  readonly stops?: readonly Stop[];
  readonly restarts?: readonly Restart[];
  readonly backends?: readonly Backend[];
  readonly generators?: readonly Generator[];
}

/**
 * A plugin, with its types checked: what a file that `--plugin` or `plugins` names exports as its default.
 *
 * @example
 * ```ts
 * import { definePlugin, z, type Unit } from 'warizan';
 * const scaled: Unit = {
 *   name: 'scaled',
 *   says: 'the sum of the inputs times a number',
 *   source: 'this example',
 *   options: z.strictObject({}),
 *   gradients: ['exact'],
 *   parameters: () => [{ name: 'a', shape: [1], initial: [-1, 1] }],
 *   on: (n, { outputs }) => ({
 *     output: ([a], x) => {
 *       const sum = x.reduce((total, each) => n.add(total, each));
 *       return Array.from({ length: outputs }, () => n.mul(a, sum));
 *     },
 *   }),
 * };
 * export default definePlugin({ units: [scaled] });
 * ```
 */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
