import type { Registry } from '../base/registry.js';
import type { Generator } from '../random/generator.js';
import { generators } from '../random/generators.js';
import type { Unit } from '../units/unit.js';
import { units } from '../units/units.js';
import { clippings } from './clippings.js';
import type { Clipping } from './clippings/clipping.js';
import { initialisers } from './initialisers.js';
import type { Initialiser } from './initialisers/initialiser.js';
import { losses } from './losses.js';
import { judges } from './judges.js';
import type { Judge } from './judges/judge.js';
import type { Loss } from './losses/loss.js';
import { restarts } from './restarts.js';
import type { Restart } from './restarts/restart.js';
import { stepRules } from './rules.js';
import type { StepRule } from './rules/step-rule.js';
import { schedules } from './schedules.js';
import type { Schedule } from './schedules/schedule.js';
import { stops } from './stops.js';
import type { Stop } from './stops/stop.js';
import { tasks } from './tasks.js';
import type { Task } from './tasks/task.js';

/** Everything a recipe can name, as one value. */
export interface Parts {
  readonly units: Registry<Unit>;
  readonly losses: Registry<Loss>;
  readonly stepRules: Registry<StepRule>;
  readonly clippings: Registry<Clipping>;
  readonly tasks: Registry<Task>;
  readonly initialisers: Registry<Initialiser>;
  readonly schedules: Registry<Schedule>;
  readonly stops: Registry<Stop>;
  readonly restarts: Registry<Restart>;
  readonly judges: Registry<Judge>;
  readonly generators: Registry<Generator>;
}

/** The parts that ship. */
export const shippedParts: Parts = {
  units,
  losses,
  stepRules,
  clippings,
  tasks,
  initialisers,
  schedules,
  stops,
  restarts,
  judges,
  generators,
};
