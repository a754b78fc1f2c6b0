import type { DrawProgram } from './draw-program.js';
import { layoutOf, type Layout } from './layout.js';
import type { Lanes } from './lanes.js';
import { ModuleWriter } from './module-writer.js';
import type { RecordedStep, StepProgram } from './step-program.js';
import { moduleOf } from '../wasm/instance.js';
import { writeAdvance } from './write-advance.js';
import { pair, writeDraw } from './write-draw.js';

/** A step program as it is compiled, which any number of kernels can run. */
export interface StepModule {
  readonly program: StepProgram;
  /** How samples are drawn; null where they are handed in. */
  readonly drawing: DrawProgram | null;
  /** Steps for whose samples there is room: they are drawn so many at a time. */
  readonly page: number;
  /** How many lanes there are. */
  readonly width: number;
  readonly module: WebAssembly.Module;
  readonly layout: Layout;
  /** Where a group of lanes begins in the memory, in bytes. */
  readonly start: number;
}

/** What is compiled. */
export interface StepSource {
  readonly program: StepProgram;
  /** The program's. */
  readonly recorded: RecordedStep;
  readonly drawing: DrawProgram | null;
}

/** @throws Error where the drawing asks a number system for more than can be recorded */
export function compileStep({ program, recorded, drawing }: StepSource, lanes: Lanes, page: number): StepModule {
  const { size, inputs, batch } = program;
  const halts = recorded.move.outputs.length - size;
  const room = { size, inputs, batch, words: drawing?.words ?? 0, halts, vectors: lanes.vectors, steps: page };
  const layout = layoutOf(room);
  const writer = new ModuleWriter(lanes);
  writeAdvance(writer, program, recorded, layout);
  if (drawing !== null) {
    writeDraw('draw', writer, drawing, { lanes, layout });
    writeDraw('drawPair', writer, drawing, { lanes: pair, layout });
  }
  const { bytes, start } = writer.finish(layout.size);
  return { program, drawing, page, width: 2 * lanes.vectors, module: moduleOf(bytes), layout, start };
}
