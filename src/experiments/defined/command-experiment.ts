import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.js';
import { fileTrouble } from '../../base/file-trouble.js';
import { InputError, messageOf, quoted } from '../../base/input-error.js';
import { wrongKeyIn } from '../../base/json-keys.js';
import { isJsonObject, type JsonObject } from '../../base/json-object.js';
import type { StandardSchema } from '../../base/standard-schema.js';
import { defineExperiment, type DefinedColumn } from '../../study/define-experiment.js';
import type { CodeFile } from '../../study/description.js';
import type { Experiment, Run, RunContext } from '../../study/experiment.js';
import { isCell, type Cell } from '../../study/tables/cell.js';
import type { CommandExperiment } from './command-file.js';
import { runningPrograms } from './running-program.js';
import { readRegular } from '../../study/input-file.js';

/**
 * An experiment that is a program in any language. For every trial it gets one line of JSON and answers with
 * lines of JSON:
 *
 *     → {"setting": {"rate": 0.1}, "seed": 17}
 *     ← {"series": "loss", "cells": [1, 0.52]}           as often as it likes
 *     ← {"outcome": "learned", "row": {"accuracy": 0.9}}  once, at the end
 *
 * What it writes to standard error is its own; the last line of it is told where it fails.
 * @param beside the folder of the study file
 * @throws InputError where what the file says is no experiment
 */
export function commandExperiment(file: CommandExperiment, beside: string): Experiment {
  const programs = runningPrograms({
    command: file.command,
    folder: resolve(beside, file.folder),
    process: file.process,
  });
  return explainedExperiment(() =>
    defineExperiment<unknown, unknown>({
      name: file.name,
      version: file.version,
      setting: settingSchema(file.setting),
      outcomes: file.outcomes.map(({ isSuccess, never, ...rest }) => ({
        ...rest,
        ...(isSuccess === undefined ? {} : { isSuccess }),
        ...(never === undefined ? {} : { never }),
      })),
      columns: file.columns.map(columnOf),
      ...(file.timeToSuccess === undefined ? {} : { timeToSuccess: file.timeToSuccess }),
      ...(file.series === undefined
        ? {}
        : {
            series: file.series.map(({ name, columns, most }) => ({
              name,
              columns: columns.map(columnOf),
              ...(most === undefined ? {} : { most }),
            })),
          }),
      ...(file.timeLimit === undefined ? {} : { timeLimit: file.timeLimit }),
      run: (setting, context) => answerOf(programs, setting, context),
    }),
  );
}

function explainedExperiment(make: () => Experiment): Experiment {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`study: experiment: ${error.message}`);
    throw error;
  }
}

function columnOf({ holds, ...column }: CommandExperiment['columns'][number]): DefinedColumn {
  return holds === undefined ? column : { ...column, holds: { is: holds } };
}

function settingSchema(json: JsonObject | undefined): StandardSchema<JsonObject> {
  const object = z.record(z.string(), z.json());
  if (json === undefined) return object;
  try {
    return z.fromJSONSchema(json).pipe(object);
  } catch (error) {
    throw new InputError(`setting: no JSON Schema that can be read: ${messageOf(error)}`);
  }
}

async function answerOf(
  programs: ReturnType<typeof runningPrograms>,
  setting: unknown,
  { seed, signal, record }: RunContext,
): Promise<Run<JsonObject>> {
  const answers: Run<JsonObject>[] = [];
  let line = 0;
  await programs.ask(`${canonicalJson({ setting, seed })}\n`, signal, (text) => {
    line++;
    const said = parsedLine(text, line);
    if (typeof said['series'] === 'string') {
      record(said['series'], cellsOf(said['cells'], line));
      return 'more';
    }
    const { outcome, row } = said;
    if (typeof outcome !== 'string' || !isJsonObject(row)) {
      throw new InputError(`line ${line} of its output has neither series and cells nor outcome and row`);
    }
    answers.push({ outcome, row });
    return 'answered';
  });
  const [answer] = answers;
  return answer;
}

function parsedLine(text: string, line: number): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`line ${line} of its output is no JSON: ${quoted(text.slice(0, 60))}`);
  }
  const wrong = wrongKeyIn(text);
  if (wrong !== null) {
    const what = wrong.why === 'twice' ? 'is given twice' : 'has no name that a field can have';
    throw new InputError(`line ${line} of its output: the field ${quoted(wrong.key)} ${what}`);
  }
  if (isJsonObject(value)) return value;
  throw new InputError(`line ${line} of its output is no object: ${quoted(value)}`);
}

function cellsOf(cells: unknown, line: number): readonly Cell[] {
  const list: readonly unknown[] = Array.isArray(cells) ? cells : [cells];
  return list.map((cell) => {
    if (isCell(cell)) return cell;
    throw new InputError(`line ${line} of its output: cells: ${quoted(cell)}: must be numbers`);
  });
}

/**
 * What such an experiment is made of: what the study file says, the files of its folder that the command
 * names, and those listed.
 * @throws InputError where one that is listed cannot be read
 */
export function codeOfCommand(file: CommandExperiment, beside: string): readonly CodeFile[] {
  const { folder, ...said } = file;
  const at = resolve(beside, folder);
  const named = file.command.filter((word) => isFile(resolve(at, word)));
  const files = [...new Set([...named, ...file.files])].map((name): CodeFile => {
    try {
      return { file: basename(name), sha256: sha256(readRegular(resolve(at, name))) };
    } catch (error) {
      throw new InputError(`study: experiment: files: cannot read ${quoted(name)}: ${fileTrouble(error)}`);
    }
  });
  return [{ file: 'experiment', sha256: sha256(canonicalJson(said)) }, ...files];
}

/** What a study file in another folder says of it. */
export function commandFileIn(folder: string, file: CommandExperiment, beside: string): CommandExperiment {
  return { ...file, folder: relative(folder, resolve(beside, file.folder)) || '.' };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
