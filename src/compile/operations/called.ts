import { calls } from '../calls.js';
import type { Immediate, Operation } from '../operation.js';
import { asNumber } from '../value.js';

const extractLane = 0x21;
const replaceLane = 0x22;

function nameOf(immediate: Immediate): string {
  if (typeof immediate !== 'string') throw new TypeError(`${String(immediate)} is no function's name`);
  return immediate;
}

/** A function of `calls`, lane by lane. */
export const called: Operation<'number'> = {
  name: 'called',
  takes: ['number'],
  gives: 'number',
  examples: calls.names,
  evaluate: ([a], immediate) => calls.get(nameOf(immediate)).call(asNumber(a)),
  lower(assembly, push, immediate) {
    const index = assembly.functionNamed(nameOf(immediate));
    push(0);
    for (const lane of [0, 1]) {
      push(0);
      assembly.code.simd(extractLane, lane).call(index).simd(replaceLane, lane);
    }
  },
};
