import { registry, type Registry } from '../base/registry.js';
import { constant } from './schedules/constant.js';
import { cosine } from './schedules/cosine.js';
import { inverse } from './schedules/inverse.js';
import { ramp } from './schedules/ramp.js';
import type { Schedule } from './schedules/schedule.js';
import { stairs } from './schedules/stairs.js';

/** The schedules that ship. */
export const schedules: Registry<Schedule> = registry<Schedule>('schedule', [constant, inverse, cosine, ramp, stairs]);
