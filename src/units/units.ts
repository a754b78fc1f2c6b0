import { registry, type Registry } from '../base/registry.js';
import { complexLog } from './complex-log/complex-log.js';
import { logSquare } from './log-square/log-square.js';
import { nmruPlain } from './nmru-plain/nmru-plain.js';
import type { Unit } from './unit.js';

/** The units that ship. */
export const units: Registry<Unit> = registry<Unit>('unit', [logSquare, complexLog, nmruPlain]);
