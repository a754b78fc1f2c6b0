import type { Adapter } from './adapter.js';
import { kindOf, ModelError } from '../../gradcheck/model-error.js';
import type { GradientOf } from '../../gradcheck/gradient-model.js';
import type { AsyncDifferentiableModel } from '../differentiable-model.js';
import { seconds } from '../run-limits.js';
import { asFloat, readLine, writeLine } from './json-line.js';
import { Program } from './program.js';

/** How a command is run, and how long it may take. */
export interface CommandOptions {
  /** @defaultValue that of this process */
  readonly cwd?: string;
  /** Variables of the environment, beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The longest that an answer may take, in milliseconds.
   * @defaultValue 10 000
   */
  readonly timeout?: number;
  /**
   * The longest that the first one may take, in which the program loads its libraries.
   * @defaultValue 120 000
   */
  readonly startTimeout?: number;
}

/** A model in another process. */
export interface CommandModel<Inputs, Params> extends AsyncDifferentiableModel<Inputs, Params>, AsyncDisposable {
  loss(params: Params, inputs: Inputs): Promise<number>;
  gradient(params: Params, inputs: Inputs): Promise<GradientOf<Params>>;
  /** Ends the process: its input is closed, and where it does not end within a second it is killed. */
  close(): Promise<void>;
}

/**
 * A model in another process, which is started with the first question and kept until `close`. It reads one
 * line of JSON a question from its standard input and writes one a question to its standard output:
 *
 *     {"id": 0, "want": "loss", "params": [1.0, 2.0], "inputs": null}      →  {"loss": 5}
 *     {"id": 1, "want": "gradient", "params": [1.0, 2.0], "inputs": null}  →  {"gradient": [2, 4]}
 *
 * A bare number or list will do; an `id` in the answer must be the question's. So will NaN and Infinity as
 * Python writes them. `{"error": "…"}` is an error of the model. Parameters are sent in full, and as
 * floats; a `Float32Array` is a list of them.
 * Everything else that it prints must go to standard error.
 * @param line the program and its arguments; no shell reads them
 * @throws ModelError (from the promises) one line, with the last that the program wrote to standard error:
 * where it cannot be started, ends, is late, or answers something else
 */
export function fromCommand<Params = readonly number[], Inputs = undefined>(
  line: readonly [program: string, ...given: string[]],
  options: CommandOptions = {},
): CommandModel<Inputs, Params> {
  const { timeout = 10_000, startTimeout = 120_000 } = options;
  const program = new Program(line, options);
  const name = line.join(' ');
  let isFirst = true;
  let asked = 0;
  /** Questions are asked one at a time: each waits for the answer to the one before. */
  let before: Promise<unknown> = Promise.resolve();
  const ask = (want: 'loss' | 'gradient', params: Params, inputs: Inputs): Promise<unknown> => {
    const id = asked++;
    const question = `{"id": ${id}, "want": "${want}", "params": ${writeLine(params, asFloat)}, "inputs": ${writeLine(inputs)}}`;
    const answer = before.then(async () => {
      const limit = isFirst ? startTimeout : timeout;
      isFirst = false;
      const answered = readAnswer(name, want, await program.ask(question, limit, seconds(limit)));
      return partOf(name, { want, id }, answered);
    });
    before = answer.then(undefined, () => undefined);
    return answer;
  };
  const close = () => program.close();
  return {
    loss: async (params, inputs) => {
      const answer = await ask('loss', params, inputs);
      if (typeof answer === 'number') return answer;
      throw new ModelError(`${name} answered ${kindOf(answer)} for the loss: it must be a number`);
    },
    gradient: async (params, inputs) => {
      const answer = await ask('gradient', params, inputs);
      if (isGradient<Params>(answer)) return answer;
      throw new ModelError(`${name} answered ${kindOf(answer)} for the gradient: it must be a number a parameter`);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What the program answered to a question. @throws ModelError where it is no JSON */
function readAnswer(name: string, want: 'loss' | 'gradient', line: string): unknown {
  let answer: unknown;
  try {
    answer = readLine(line);
  } catch {
    throw new ModelError(`${name} answered ${shortened(line)}: it must answer one line of JSON, {"${want}": …}`);
  }
  return answer;
}

/** What was asked for, of an answer that may name it. @throws ModelError where it is to another question */
function partOf(name: string, { want, id }: { readonly want: string; readonly id: number }, answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  if ('id' in answer && answer.id !== id) {
    throw new ModelError(`${name} answered question ${String(answer.id)} where question ${id} was asked`);
  }
  if ('error' in answer) throw new ModelError(`${name}: ${String(answer.error)}`);
  return Object.hasOwn(answer, want) ? Reflect.get(answer, want) : answer;
}

/** Whether an answer can be a gradient. The check says what is amiss with its shape. */
function isGradient<Params>(answer: unknown): answer is GradientOf<Params> {
  return typeof answer === 'number' || (typeof answer === 'object' && answer !== null);
}

function shortened(line: string): string {
  const text = JSON.stringify(line);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}

/** The entry of the registry. */
export const command: Adapter = {
  name: 'command',
  peer: null,
  says: 'a program that answers lines of JSON, in any language',
  functions: [fromCommand.name],
};
