import { registry, type Registry } from '../base/registry.js';
import { complexLog } from './complex-log/complex-log.js';
import { gNalu } from './g-nalu/g-nalu.js';
import { inalu } from './inalu/inalu.js';
import { logSquare } from './log-square/log-square.js';
import { nacAdd } from './nac-add/nac-add.js';
import { nacMul } from './nac-mul/nac-mul.js';
import { nalu } from './nalu/nalu.js';
import { nau } from './nau/nau.js';
import { nmruGated } from './nmru-gated/nmru-gated.js';
import { nmruPlain } from './nmru-plain/nmru-plain.js';
import { nmru } from './nmru/nmru.js';
import { nmu } from './nmu/nmu.js';
import { npu } from './npu/npu.js';
import { nruSeparate } from './nru-separate/nru-separate.js';
import { nru } from './nru/nru.js';
import { realNpu } from './real-npu/real-npu.js';
import type { Unit } from './unit.js';

/** The units that ship. */
export const units: Registry<Unit> = registry<Unit>('unit', [
  logSquare,
  complexLog,
  nacAdd,
  nacMul,
  nalu,
  gNalu,
  inalu,
  nau,
  nmu,
  npu,
  realNpu,
  nru,
  nruSeparate,
  nmruPlain,
  nmru,
  nmruGated,
]);
