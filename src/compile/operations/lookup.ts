import type { Immediate, Operation } from '../operation.js';
import { asNumber } from '../value.js';

const extractLane = 0x21;
const loadLane = 0x57;
/** i32.trunc_sat_f64_u: 0 for what is below 0, and for NaN. */
const truncate = 3;
const lessUnsigned = 0x49;
const select = 0x1b;
const shiftLeft = 0x74;
const bytesLog2 = 3;

function tableOf(immediate: Immediate): readonly number[] {
  if (immediate === null || typeof immediate !== 'object') throw new TypeError('there is no table');
  return immediate;
}

/** The entry of a table at a whole number; of the first or last entry where there is none. */
export const lookup: Operation<'number'> = {
  name: 'lookup',
  takes: ['number'],
  gives: 'number',
  // What operations are tried on has 2.5 and 3, which are the first places behind the second one's end.
  examples: [
    [1, -0, Infinity, 5e-324],
    [7, -2],
  ],
  evaluate([at], immediate) {
    const table = tableOf(immediate);
    const index = asNumber(at);
    return table[index >= 0 ? Math.min(Math.trunc(index), table.length - 1) : 0];
  },
  lower(assembly, push, immediate) {
    const { code } = assembly;
    const table = tableOf(immediate);
    const address = assembly.addressOf(table);
    const index = code.local('i32');
    const lane = (number: number): void => {
      push(0);
      code.simd(extractLane, number).saturating(truncate).tee(index);
      code
        .i32(table.length - 1)
        .get(index)
        .i32(table.length - 1)
        .plain(lessUnsigned)
        .plain(select);
      code.i32(bytesLog2).plain(shiftLeft);
    };
    const result = code.local('v128');
    for (const number of [0, 1]) {
      lane(number);
      code.get(result).simdMemory(loadLane, address, number).set(result);
    }
    code.get(result);
  },
};
