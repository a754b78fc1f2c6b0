import { describe, expect, test } from 'vitest';
import { listened } from '../../scripts/fuzz/listened.js';
import { InputError } from '../base/input-error.js';
import { figureFormats } from '../report/figure-formats.js';
import type { OutputFile } from './output-file.js';
import { plotFiles, plotFormat, writePlot } from './plot-option.js';

describe('the format of a figure', () => {
  test('is what its file is called', () => {
    expect(plotFiles).toBe('file.svg|file.png|file.pdf');
    for (const format of figureFormats) {
      expect(plotFormat(`a.b${format.extension}`)).toBe(format);
      expect(plotFormat(`A${format.extension.toUpperCase()}`)).toBe(format);
    }
    expect(plotFormat(undefined)).toBeNull();
  });

  test.each(['figure.gif', 'svg', '.svg', 'figure.svg.txt'])('%s has none', (path) => {
    expect(() => plotFormat(path)).toThrow(
      new InputError(`--plot: ${JSON.stringify(path)}: the name must end in .svg, .png or .pdf`),
    );
  });
});

test('a figure that could not be made is a sentence, in its file and beside the results', async () => {
  const written: string[] = [];
  const file: OutputFile = {
    write: (content) => void written.push(Buffer.from(content).toString('utf8')),
    commit: () => undefined,
    discard: () => undefined,
  };
  const undrawn = { name: 'cost', title: 'Cost', reason: 'there is no time' };
  const [svg] = figureFormats;
  const { stdout, stderr } = await listened(() => writePlot(file, svg, undrawn));
  expect([stdout, stderr]).toEqual(['', '“Cost” could not be drawn: there is no time\n']);
  expect(written).toHaveLength(1);
  expect(written[0].replaceAll(/<[^>]*>|\s+/g, ' ')).toContain('could not be drawn: there is no time');
});
