import { registry, type Registry } from '../base/registry.js';
import { smallLosses } from './stops/small-losses.js';
import type { Stop } from './stops/stop.js';

/** The stop rules that ship. */
export const stops: Registry<Stop> = registry<Stop>('stop', [smallLosses]);
