import { fontFile, fontWeights, type FontWeight } from './font-files.js';

/** What a document says of a figure to those who do not see it, and to programs that list it. */
export interface FigureWords {
  readonly title: string;
  readonly alternative: string;
}

/** An SVG's pixel (1/96 inch) in the points of PDF (1/72 inch). */
const pointsPerPixel = 72 / 96;

/**
 * Draws an SVG of ours as a PDF of one page, as large as the figure: vectors, and text as text in Source Sans
 * 3, of which the letters in use are inside. Same SVG, same bytes: no clock, and no compression, whose result
 * is the engine's. Scripts that Source Sans lacks are empty boxes, as in a PNG.
 * @throws Error when the text is not SVG with a width and a height
 */
export async function renderPdf(svg: string, { title, alternative }: FigureWords): Promise<Uint8Array> {
  const { PDFDocument, svgToPdf } = await import('./pdf-runtime.js');
  const [width, height] = sizeOf(svg).map((pixels) => pixels * pointsPerPixel);
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    compress: false,
    font: fontFile(400),
    info: { Title: title, Subject: alternative, CreationDate: new Date(0), Creator: 'Warizan', Producer: 'PDFKit' },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
  });
  const parts: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', resolve);
    document.on('error', reject);
  });
  for (const weight of fontWeights) document.registerFont(fontName(weight), fontFile(weight));
  const draw = () =>
    svgToPdf(document, svg, 0, 0, {
      fontCallback: (_, isBold) => fontName(isBold ? 600 : 400),
      warningCallback: (message) => {
        throw new Error(`PDF: ${message}`);
      },
    });
  document.addStructure(document.struct('Figure', { alt: `${title}. ${alternative}` }, draw));
  document.end();
  await finished;
  return Buffer.concat(parts);
}

function fontName(weight: FontWeight): string {
  return `Source Sans 3 ${weight}`;
}

function sizeOf(svg: string): number[] {
  const [root] = svg.split('>', 1);
  const sides = [' width', ' height'].map((name) => Number(new RegExp(`${name}="([\\d.]+)"`).exec(root)?.[1]));
  if (!root.startsWith('<svg') || !sides.every((side) => side > 0)) throw new Error('not an SVG with width and height');
  return sides;
}
