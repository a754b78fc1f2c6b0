import type { Operation } from '../operation.js';
import { asCondition, asNumber } from '../value.js';
import { comparison, logical } from './plain.js';

export const less = comparison('less', 0x49, (a, b) => a < b);
export const lessOrEqual = comparison('less or equal', 0x4b, (a, b) => a <= b);
export const equal = comparison('equal', 0x47, (a, b) => a === b);
/** Of a number and itself: whether it is NaN. */
export const different = comparison('different', 0x48, (a, b) => a !== b);

export const and = logical('and', 0x4e, 2, ([a, b]) => a && b);
export const or = logical('or', 0x50, 2, ([a, b]) => a || b);
export const not = logical('not', 0x4d, 1, ([a]) => !a);

const takes = ['condition', 'number', 'number'] as const;

/** The first number where the condition holds, else the second. */
export const select: Operation<'number'> = {
  name: 'select',
  takes,
  gives: 'number',
  examples: [null],
  evaluate: ([condition, a, b]) => (asCondition(condition) ? asNumber(a) : asNumber(b)),
  lower({ code }, push) {
    push(1);
    push(2);
    push(0);
    code.simd(0x52);
  },
};

/** The number where the condition holds, else 0. */
export const keepWhere: Operation<'number'> = {
  name: 'keep where',
  takes: ['condition', 'number'],
  gives: 'number',
  examples: [null],
  evaluate: ([condition, a]) => (asCondition(condition) ? asNumber(a) : 0),
  lower({ code }, push) {
    push(0);
    push(1);
    code.simd(0x4e);
  },
};

/** 0 where the condition holds, else the number. */
export const dropWhere: Operation<'number'> = {
  name: 'drop where',
  takes: ['condition', 'number'],
  gives: 'number',
  examples: [null],
  evaluate: ([condition, a]) => (asCondition(condition) ? 0 : asNumber(a)),
  lower({ code }, push) {
    push(1);
    push(0);
    code.simd(0x4f);
  },
};
