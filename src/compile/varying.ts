import { partsOf } from './evaluate.js';
import { isChoice } from './node.js';
import type { Trace } from './trace.js';

/** The places of all that is made of other inputs than the first ones. @param fixed how many they are */
export function varyingIn(trace: Trace, fixed: number): ReadonlySet<number> {
  const varying = new Set<number>();
  for (const one of trace.recorded) {
    const isOwn = !isChoice(one) && one.source.form === 'input' && one.source.index >= fixed;
    if (isOwn || partsOf(one).some(({ id }) => varying.has(id))) varying.add(one.id);
  }
  return varying;
}
