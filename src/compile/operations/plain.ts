import type { Operation } from '../operation.js';
import { asCondition, asNumber, asWord, type Kind, type Value } from '../value.js';

/** An operation that one vector instruction computes from its arguments in their order. */
function plain<K extends Kind>(
  name: string,
  opcode: number,
  takes: readonly Kind[],
  gives: K,
  evaluate: (args: readonly Value[]) => Value,
): Operation<K> {
  return {
    name,
    takes,
    gives,
    examples: [null],
    evaluate,
    lower({ code }, push) {
      takes.forEach((_, k) => push(k));
      code.simd(opcode);
    },
  };
}

/** Of one number. */
export function unary(name: string, opcode: number, of: (a: number) => number): Operation<'number'> {
  return plain(name, opcode, ['number'], 'number', ([a]) => of(asNumber(a)));
}

/** Of two numbers. */
export function binary(name: string, opcode: number, of: (a: number, b: number) => number): Operation<'number'> {
  return plain(name, opcode, ['number', 'number'], 'number', ([a, b]) => of(asNumber(a), asNumber(b)));
}

/** Whether something holds of two numbers. */
export function comparison(
  name: string,
  opcode: number,
  of: (a: number, b: number) => boolean,
): Operation<'condition'> {
  return plain(name, opcode, ['number', 'number'], 'condition', ([a, b]) => of(asNumber(a), asNumber(b)));
}

/** Of conditions. */
export function logical(
  name: string,
  opcode: number,
  count: number,
  of: (conditions: readonly boolean[]) => boolean,
): Operation<'condition'> {
  const takes = Array.from({ length: count }, (): Kind => 'condition');
  return plain(name, opcode, takes, 'condition', (args) => of(args.map(asCondition)));
}

/** Of two words. */
export function wordwise(name: string, opcode: number, of: (a: bigint, b: bigint) => bigint): Operation<'word'> {
  return plain(name, opcode, ['word', 'word'], 'word', ([a, b]) => BigInt.asUintN(64, of(asWord(a), asWord(b))));
}
