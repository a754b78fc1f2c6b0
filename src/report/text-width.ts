import stringWidth from 'string-width';

/**
 * Advance widths of Source Sans 3 Regular, U+0020 to U+007E, in thousandths of the font size; read from the
 * font's hmtx table.
 */
const advances: readonly number[] = [
  200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
  497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
  647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
  496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
  241, 303, 497,
];

/** Semi-bold is at most this much wider than regular, over a word. */
const semiBold = 1.05;

/**
 * The width of a line of text in Source Sans 3, in pixels: exact for ASCII (but for kerning), an upper bound
 * of one em for each other character that has a width. Vega knows no fonts without a browser, and its own
 * estimate of 0.8 em a character is nearly twice too wide.
 */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let thousandths = 0;
  for (const character of text) {
    thousandths += advances[character.charCodeAt(0) - 0x20] ?? Math.min(stringWidth(character), 1) * 1000;
  }
  return (thousandths / 1000) * fontSize * (bold ? semiBold : 1);
}

/**
 * Breaks text into lines of at most `width` pixels: between words, and inside a word only where it has a line
 * for itself.
 */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, fontSize) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && textWidth(line + character, fontSize) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line];
}
